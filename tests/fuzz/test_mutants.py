"""The short form of `make fuzz`: some scores of faulty files, each with a clear end."""

from fuzzing import findings
from mutations import mutant

COUNT = 80


def test_mutants_end_soon_and_clearly(tmp_path):
    assert list(findings(tmp_path, 0, COUNT)) == []


def test_a_number_stands_for_the_same_files_every_time():
    assert [mutant(number) for number in range(40)] == [mutant(number) for number in range(40)]

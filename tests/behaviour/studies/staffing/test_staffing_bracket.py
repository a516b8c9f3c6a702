import pytest

from sim.studies.staffing.bracket import least_number


class Asked:
    """A desk that needs so many people; it remembers what it was asked."""

    def __init__(self, need: int) -> None:
        self.need = need
        self.numbers: list[int] = []

    def __call__(self, number: int) -> bool:
        self.numbers.append(number)
        return number >= self.need


@pytest.mark.parametrize("need", range(1, 31))
@pytest.mark.parametrize("guess", [1, 7, 30, 99])
def test_the_least_number_is_found_from_any_guess(need: int, guess: int):
    assert least_number(Asked(need), 1, guess, 30) == need


@pytest.mark.parametrize("need", range(1, 31))
def test_nothing_is_asked_twice(need: int):
    asked = Asked(need)
    least_number(asked, 1, 12, 30)
    assert len(set(asked.numbers)) == len(asked.numbers)


def test_a_right_guess_takes_two_answers():
    asked = Asked(12)
    assert least_number(asked, 1, 12, 100) == 12
    assert asked.numbers == [12, 11]


def test_the_first_number_needs_no_second_answer():
    asked = Asked(0)
    assert least_number(asked, 5, 2, 100) == 5
    assert asked.numbers == [5]


def test_a_guess_that_is_far_too_low_is_left_in_growing_steps():
    asked = Asked(100)
    assert least_number(asked, 1, 1, 1000) == 100
    assert len(asked.numbers) < 16


def test_there_may_be_no_number():
    asked = Asked(31)
    assert least_number(asked, 1, 12, 30) is None
    assert max(asked.numbers) == 30


def test_an_empty_range_has_no_number():
    asked = Asked(0)
    assert least_number(asked, 5, 5, 4) is None
    assert asked.numbers == []

"""How a trace's columns are mapped, and what is said about a wrong mapping."""

import pytest

from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load

DESK = """\
name: desk
run: {kind: day}
demand: {trace: {file: calls.csv, columns: COLUMNS}}
channels: {phone: {kind: live}, chat: {kind: live}}
inquiry_types: {order: {handle_time: 5 min}, refund: {handle_time: 5 min}}
people: {teams: {desk: {headcount: 1}}}
"""


def complaint(folder, columns: str) -> str:
    (folder / "calls.csv").write_text("at,kind,via\n")
    (folder / "desk.yaml").write_text(DESK.replace("COLUMNS", columns))
    with pytest.raises(ScenarioError) as caught:
        load("desk.yaml")
    return str(caught.value).splitlines()[0]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("type: kind, channel: via", "a case needs one time; map either `arrival`, or `date` and"),
        ("arrival: at, clock: at, type: kind, channel: via", "a case needs one time; map either"),
        ("date: at, type: kind, channel: via", "a case needs one time; map either"),
        ("arrival: at, type: kind", "`channel` is missing; the scenario has 2 of them"),
        ("arrival: at, channel: via", "`type` is missing; the scenario has 2 of them"),
    ],
)
def test_a_wrong_mapping_is_refused(folder, columns, message):
    said = complaint(folder, f"{{{columns}}}")
    assert said.split(" ", 1)[1].startswith(f"demand.trace.columns: {message}")


def test_an_unknown_column_is_guessed(folder):
    said = complaint(folder, "{arival: at, arrival: at, type: kind, channel: via}")
    assert said == (
        "desk.yaml:3:53 demand.trace.columns.arival: not a column of a trace; did you mean "
        "`arrival`?"
    )

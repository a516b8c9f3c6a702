"""Files that others wrote: each ends in one clear message, and none is shown or followed."""

import json
import os
import sys

import pytest
from support.commands import DESK, run, tierzero, write_desk

SHOP = "extends: sme\n"


def check(text: str, *words: str):
    with open("desk.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    return tierzero("check", "desk.yaml", *words)


def refused(text: str, *words: str) -> str:
    result = check(text, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


@pytest.fixture(autouse=True)
def _here(folder):
    pass


TEXTS = {
    "a long integer": (
        f"{SHOP}money:\n  platform: 1{'0' * 309}\n",
        "desk.yaml:3:13 money.platform: 10000000000000000000 [... 270 characters ...] ",
    ),
    "a handle time of nothing": (
        f"{SHOP}inquiry_types:\n  question:\n    handle_time: 0 min\n",
        "desk.yaml:4:18 inquiry_types.question.handle_time: a handle time of 0 is no work; write",
    ),
    "handle times of lifetimes": (
        f"{SHOP}inquiry_types: {{question: {{handle_time: lognormal 300 days cv 9}}}}\n",
        "desk.yaml:2:41 inquiry_types.question.handle_time: a mean of 300 days with a cv of 9 bri",
    ),
    "more agents than are played": (
        f"{SHOP}people:\n  teams:\n    desk:\n      shifts:\n"
        "        - {hours: Mon-Fri 09:00-17:00, agents: 50000}\n",
        "desk.yaml:4:5 people.teams.desk: with this team 50,000 agents work, and at most 10,000",
    ),
    "more shifts than are played": (
        f"{SHOP}run: {{window: 700 weeks}}\npeople: {{teams: {{desk: {{shifts: "
        "[{hours: Mon-Fri 09:00-17:00, agents: 9000}]}}}\n",
        "desk.yaml:3:10 people.teams: 9,000 agents on 4,942 days are more shifts than can be play",
    ),
    "a run of lifetimes": (
        f"{SHOP}run: {{window: 1600 weeks}}\n",
        "desk.yaml:2:15 run.window: the run lasts 11,242 days, and at most 5,490 are played; shor",
    ),
    "more cases than fit": (
        f"{SHOP}demand: {{volume: 1000000000/month}}\n",
        "desk.yaml:2:18 demand.volume: 3,221,917,808 cases in 98 days are more than the 30,000,00",
    ),
    "a list without end": (
        f"{SHOP}calendar:\n  holidays: [{', '.join(['2026-01-05'] * 3001)}]\n",
        "desk.yaml:3:3 calendar.holidays: 2026-01-05 is listed twice; remove one of them",
    ),
    "a name without end": (
        f"{SHOP}name: {'n' * 230}\n",
        "desk.yaml:2:7 name: a name of 230 characters is too long for a table; 80 are enough; ch",
    ),
    "a name of blanks": (f'{SHOP}name: " "\n', "desk.yaml:2:7 name: a name of blanks only cannot"),
    "a name of two lines": (
        f'{SHOP}name: "a\\nb"\n',
        "desk.yaml:2:7 name: the name 'a\\nb' contains a control character or a line break; choose",
    ),
    "a key of two lines": (
        f'{SHOP}inquiry_types: {{"a\\nb": {{share: x}}}}\n',
        "desk.yaml:2:33 inquiry_types.a\\nb.share: 'x' is not a share; write `65 %` or `0.65`",
    ),
    "an escape sequence": (
        f'{SHOP}name: "x\\e]0;OWNED\\a"\n',
        "desk.yaml:2:7 name: character 2 of this text is U+001B, which cannot be shown; remove it",
    ),
    "an arm outside of the folder": (
        f'{SHOP}arms: {{"../../escape": {{}}}}\n',
        "desk.yaml:2:8 arms.../../escape: the name '../../escape' contains a `/`, and an arm has",
    ),
    "an arm of dots": (
        f'{SHOP}arms: {{"..": {{}}}}\n',
        "desk.yaml:2:8 arms...: the name '..' begins or ends with a dot or a blank, and an arm has",
    ),
    "an arm that --arms cannot name": (
        f'{SHOP}arms: {{"a,b": {{}}}}\n',
        "desk.yaml:2:8 arms.a,b: the name 'a,b' contains a `,`, and an arm has a folder of its n",
    ),
    "arms in one folder": (
        f"{SHOP}arms: {{x: {{}}, X: {{}}}}\n",
        "desk.yaml:2:15 arms.X: 'x' and 'X' are one folder where upper and lower case are not t",
    ),
    "a name that is too long for a folder": (
        f"{SHOP}arms: {{{'字' * 70}: {{}}}}\n",
        f"desk.yaml:2:8 arms.{'字' * 70}: the name is over 200 bytes long; choose a shorter one",
    ),
    "a file name without end": (
        f"extends: {'a' * 300}\n",
        "desk.yaml:1:10 extends: there is no file or preset 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ),
    "a device": (
        "extends: /dev/zero\n",
        "desk.yaml:1:10 extends: /dev/zero: a device or a pipe, not a file; name a file",
    ),
    "an unknown zone": (
        f"{SHOP}timezone: Mars/Olympus\n",
        "desk.yaml:2:11 timezone: 'Mars/Olympus' is not a time zone; write a name such as `Europ",
    ),
    "a zone outside of the data base": (
        f"{SHOP}timezone: ../../etc/passwd\n",
        "desk.yaml:2:11 timezone: '../../etc/passwd' is not a time zone; write a name such as `Eu",
    ),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_what_would_crash_or_hang_is_refused_in_its_place(kind):
    text, message = TEXTS[kind]
    assert refused(text).startswith(message)


def test_a_pipe_is_not_waited_for():
    os.mkfifo("pipe.yaml")
    rule = "desk.yaml:1:10 extends: pipe.yaml: a device or a pipe, not a file; name a file"
    assert refused("extends: pipe.yaml\n").startswith(rule)


def test_a_file_that_is_no_scenario_is_not_shown(folder):
    secrets = {
        "canary.env": "CANARY_KEY: canary-secret-123\n",
        "list.env": "- canary-secret-123\n",
        "text.env": "canary-secret-123\n",
        "broken.env": "CANARY: [canary-secret-123\n",
        "alias.env": "CANARY: *canary-secret-123\n",
        "mixed.env": "name: x\ncanary-secret-123: y\n",
        "same.env": "name: &a canary-secret-123\nname: *a\n",
    }
    for name, text in secrets.items():
        (folder / name).write_text(text)
        said = refused(f"extends: ./{name}\n")
        assert "canary-secret" not in said
        assert name in said
    said = refused("extends: ./canary.env\n").splitlines()[0]
    assert said == (
        "desk.yaml:1:10 extends: canary.env is not a scenario; a scenario must begin with `name: "
        "...` and have sections such as `demand:`"
    )


def test_no_line_of_a_data_file_that_is_no_table_is_shown(folder):
    (folder / "canary.env").write_text("CANARY_KEY=canary-secret-123\nb\n")
    desk = DESK.replace("shifts: [{hours: Mon-Fri 09:00-17:00, agents: 1}]", "roster: canary.env")
    said = refused(desk)
    assert said.startswith("canary.env:1:1: no column is called 'agent'; the header names 1 ot")
    assert len(said.splitlines()) == 1


def test_a_scenario_that_is_extended_is_shown(folder):
    (folder / "base.yaml").write_text(DESK.replace("65 %", "650 %"))
    said = refused("extends: base.yaml\n")
    assert "bot: {resolution_rate: 650 %}" in said


def test_bases_without_end_are_refused(folder):
    for number in range(12):
        (folder / f"{number}.yaml").write_text(f"extends: ./{number + 1}.yaml\nname: x\n")
    assert "over 10 files extend each other; join some of them" in refused("extends: ./0.yaml\n")


def test_long_lists_of_mistakes_end():
    text = SHOP + "calendar:\n  holidays: [" + ", ".join(["x"] * 5_000) + "]\n"
    lines = refused(text).splitlines()
    assert len(lines) == 3 * 20 + 1
    assert lines[-1] == "5,000 mistakes in all; correct those above, then check again"


def test_long_lines_and_values_are_cut():
    said = refused(SHOP + "name: x\nbot: {resolution_rate: " + "z" * 100_000 + "}\n")
    assert len(said) < 3_000


def test_names_that_a_spreadsheet_would_compute_are_neutralised(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)  # without it journals are CSV files
    text = DESK.replace("question:", "'=SUM(1+1)':").replace(
        "email: {", "'@mail': {kind: deferred, "
    )
    write_desk(folder, text)
    assert run("-n", "1", "--journal", "--quiet", "--no-target-exit").exit_code == 0
    (table,) = folder.glob("results/*/journal/ai/contacts.csv")
    rows = table.read_text().splitlines()
    cells = {cell for row in rows[1:] for cell in row.split(",")}
    assert {"'=SUM(1+1)", "'@mail"} <= cells
    numbers = {cell for cell in cells if cell[:1] in "=+-@"} - {""}
    assert all(cell.lstrip("-").replace(".", "").isdigit() for cell in numbers)


def test_a_long_name_has_a_folder(folder):
    write_desk(folder, DESK.replace("Quick desk", "字" * 80))
    result = run("-n", "1", "--quiet", "--no-target-exit")
    assert result.exit_code == 0
    (kept,) = folder.glob("results/*")
    assert len(kept.name.encode()) < 200


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ({"schema": "tierzero.manifest/1"}, "schema: 'tierzero.manifest/1' is no result; "),
        ({"arms": 5}, "arms does not have the right form; make it anew with the command"),
        ({"arms": {"ai": {}}}, "arms.ai.kpis is missing"),
        ({"seed": "1"}, "seed does not have the right form"),
    ],
)
def test_a_damaged_result_is_no_bug(folder, damage, message):
    write_desk(folder)
    run("-n", "1", "--quiet", "--no-target-exit")
    (path,) = folder.glob("results/*/result.json")
    path.write_text(json.dumps(json.loads(path.read_text()) | damage))
    result = tierzero("report", str(path))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}: {message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", ":1:2: no JSON document from here on; make it anew"),
        ("[" * 100_000, ": no JSON document that tierzero wrote; make it anew"),
        ('{"schema": "tierzero.run/1", "x": NaN}', ": no JSON document that tierzero wrote"),
        ('{"schema": "tierzero.run/1"}', ": scenario is missing ("),
        ("{}", " is no document of tierzero: it does not say its schema; name a run's folder"),
    ],
)
def test_what_is_no_result(folder, text, message):
    (folder / "result.json").write_text(text)
    result = tierzero("report", ".")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"result.json{message}")


def test_a_damaged_manifest_is_no_bug(folder):
    write_desk(folder)
    run("-n", "1", "--quiet", "--no-target-exit")
    (path,) = folder.glob("results/*/manifest.json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"command": 5}))
    result = tierzero("report", str(path.parent))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}: command does not have the right form; make it anew")
    path.write_text('{"scenario": {"name": "x"}}')
    assert tierzero("check", str(path)).stderr.startswith(f"{path}:1:2 channels: `channels` is mi")

"""The charts of a report: what they draw from a document."""

import csv
import io

import pytest
from support.commands import played

from sim.report.charts.cash import SPREADSHEET, cash_figure, waterfall_figure
from sim.report.charts.differences import difference_figures
from sim.report.charts.figure import PALETTE, arms_with, headline, table
from sim.report.charts.outcomes import ANSWERED, FALSE, LEFT, SOLVED, month, outcome_figure
from sim.report.charts.response import response_figure
from sim.report.charts.staircase import staircase_figure
from sim.report.charts.vega import library, specification
from sim.report.charts.week import week_figures


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return played(tmp_path_factory.mktemp("desk")).document


def top(figure) -> dict:
    """The layer on top of a chart, with the data that it draws."""
    layer = specification(figure)
    while "layer" in layer:
        layer = {"data": layer.get("data")} | layer["layer"][-1]
    return layer


def rows(figure) -> list[dict[str, str]]:
    """The data of a chart."""
    sets = specification(figure)["datasets"]
    return list(csv.DictReader(io.StringIO(sets[top(figure)["data"]["name"]])))


def colours(figure) -> dict[str, str]:
    """The colour of each value."""
    scale = top(figure)["encoding"]["color"]["scale"]
    return dict(zip(scale["domain"], scale["range"], strict=True))


# ---- What all have in common


def test_every_chart_is_as_wide_as_its_container(document):
    for figure in (response_figure(document), outcome_figure(document), *week_figures(document)):
        assert "'width': 'container'" in str(specification(figure))


def test_text_has_no_colour_of_its_own(document):
    assert "labelColor" not in str(specification(response_figure(document)))


def test_commas_and_quotes_in_names_stay_names():
    data = table(("arm", "value"), [('a, "b"', 1)])
    assert list(csv.DictReader(io.StringIO(data.values))) == [{"arm": 'a, "b"', "value": "1"}]


def test_arms_lack_what_their_document_does_not_say():
    assert arms_with({"arms": {"a": {"kpis": {}}, "b": {}}}, "kpis") == {"a": {"kpis": {}}}
    assert arms_with({}, "kpis") == {}


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["baseline", "ai", "pushy"], ["baseline", "ai"]),
        (["pushy", "ai"], ["ai"]),
        (["a", "b", "c"], ["a", "b"]),
        (["a"], ["a"]),
    ],
)
def test_crowded_charts_show_the_desk_without_and_with_the_ai(names, shown):
    assert list(headline(dict.fromkeys(names))) == shown


def test_an_arm_has_one_colour_everywhere(document):
    expected = {"baseline": PALETTE[0], "ai": PALETTE[1]}
    assert colours(response_figure(document)) == expected
    assert all(colours(figure) == expected for figure in week_figures(document))


def test_the_library_is_bundled_once(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sim.report.charts.vega._bundle", lambda: b"script")
    library.cache_clear()
    try:
        assert library() == b"script"
        (kept,) = tmp_path.glob("tierzero/*")
        assert kept.read_bytes() == b"script"
        kept.write_bytes(b"kept")
        library.cache_clear()
        assert library() == b"kept"
    finally:
        library.cache_clear()


def test_without_a_cache_it_is_bundled_anew(tmp_path, monkeypatch):
    (tmp_path / "taken").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    monkeypatch.setattr("sim.report.charts.vega._bundle", lambda: b"script")
    library.cache_clear()
    try:
        assert library() == b"script"
    finally:
        library.cache_clear()


# ---- First response


def test_the_response_is_drawn_for_bot_and_people(document):
    drawn = {(row["arm"], row["who"]) for row in rows(response_figure(document))}
    assert drawn == {("baseline", "people"), ("ai", "bot"), ("ai", "people")}


def test_its_points_are_those_of_the_document(document):
    series = document["arms"]["ai"]["first_response"]
    drawn = [row for row in rows(response_figure(document)) if row["who"] == "bot"]
    assert [float(row["seconds"]) for row in drawn] == series["seconds"]
    assert [float(row["share"]) for row in drawn] == series["share"]["ai"]["mean"]


def test_times_are_told_in_words(document):
    after = {row["seconds"]: row["after"] for row in rows(response_figure(document))}
    assert (after["1.0"], after["1000.0"]) == ("1.0 s", "16 min 40 s")


def test_without_the_series_there_is_no_chart():
    assert response_figure({"arms": {"ai": {"kpis": {}}}}) is None


# ---- The week


def test_the_week_has_a_chart_a_channel_and_a_team(document):
    assert [figure.key for figure in week_figures(document)] == ["waiting-email", "people-desk"]


def test_a_half_hour_has_its_name(document):
    drawn = [row for row in rows(week_figures(document)[0]) if row["arm"] == "ai"]
    assert len(drawn) == 336
    assert (drawn[0]["when"], drawn[19]["when"], drawn[335]["when"]) == (
        "Mon 00:00",
        "Mon 09:30",
        "Sun 23:30",
    )


def test_people_on_duty_are_the_busy_and_the_available(document):
    week = document["arms"]["ai"]["week"]
    drawn = [row for row in rows(week_figures(document)[1]) if row["arm"] == "ai"]
    busy, available = (week[name]["desk"]["mean"][20] for name in ("busy", "available"))
    assert float(drawn[20]["on_duty"]) == pytest.approx(busy + available, abs=1e-3)


def test_a_document_without_a_week_has_no_charts_of_it():
    assert week_figures({"arms": {"ai": {"kpis": {}}}}) == []


# ---- What becomes of contacts


def test_what_becomes_of_contacts_adds_up(document):
    for arm in document["arms"].values():
        found = month(arm)
        assert sum(found.ends.values()) == pytest.approx(found.contacts)
        assert found.contacts == pytest.approx(arm["kpis"]["contacts_per_month"]["mean"])


def test_without_a_bot_people_answer_all(document):
    found = month(document["arms"]["baseline"])
    assert found.ends[ANSWERED] == pytest.approx(found.contacts)
    assert found.handed_over == 0


def test_what_the_bot_took_ended_there_or_was_handed_over(document):
    found = month(document["arms"]["ai"])
    in_bot = found.ends[SOLVED] + found.ends[FALSE] + found.ends[LEFT]
    assert in_bot + found.handed_over == pytest.approx(found.contacts)


def test_false_closings_are_the_false_resolution_rate(document):
    found = month(document["arms"]["ai"])
    rate = found.ends[FALSE] / (found.ends[FALSE] + found.ends[SOLVED])
    assert rate == pytest.approx(document["arms"]["ai"]["kpis"]["false_resolution_rate"]["mean"])


def test_pieces_that_nothing_falls_into_are_not_drawn(document):
    assert {row["end"] for row in rows(outcome_figure(document)) if row["arm"] == "baseline"} == {
        ANSWERED
    }


# ---- Studies


def difference(arm, kpi, mean, low, high, verdict):
    return {
        "arm": arm,
        "against": "ai",
        "kpi": kpi,
        "mean": mean,
        "low": low,
        "high": high,
        "verdict": verdict,
    }


def test_differences_are_drawn_in_points_and_minutes():
    found = difference_figures(
        {
            "differences": [
                difference("pushy", "containment_rate", 0.1, 0.05, 0.15, "higher"),
                difference("pushy", "first_response_time_mean", -120.0, -180.0, -60.0, "better"),
            ]
        }
    )
    assert [figure.key for figure in found] == [
        "difference-containment_rate",
        "difference-first_response_time_mean",
    ]
    assert [rows(figure)[0]["mean"] for figure in found] == ["10.0", "-2.0"]
    assert found[1].title == "First response time, on average, against ai"
    assert "pushy -2 min 00 s" in found[1].text


def test_differences_without_data_are_not_drawn():
    unknown = difference("pushy", "containment_rate", None, None, None, "no evidence")
    assert difference_figures({"differences": [unknown]}) == []


def test_measures_beyond_the_most_important_are_not_drawn():
    known = difference("pushy", "wait_mean", 1.0, 0.5, 1.5, "worse")
    assert difference_figures({"differences": [known]}) == []


def point(arm, volume, heads, hours):
    return {
        "arm": arm,
        "volume_multiplier": volume,
        "headcount": heads,
        "paid_hours_week": hours,
    }


def test_the_staircase_counts_people():
    points = [point("ai", 1.0, 1, 40.0), point("ai", 2.0, 3, 120.0)]
    figure = staircase_figure({"points": points})
    assert [row["headcount"] for row in rows(figure)] == ["1", "3"]
    axis = top(figure)["encoding"]["y"]
    assert (axis["title"], axis["axis"]["values"]) == ("people needed", [0, 1, 2, 3, 4])


def test_where_hours_are_bought_it_counts_hours():
    points = [point("ai", 1.0, 1, 15.0), point("ai", 2.0, 1, 30.0)]
    axis = top(staircase_figure({"points": points}))["encoding"]["y"]
    assert (axis["title"], axis["field"]) == ("paid hours a week", "paid_hours_week")


def test_volumes_that_nobody_can_serve_are_not_drawn():
    points = [point("ai", 1.0, 1, 40.0), point("ai", 9.0, None, None)]
    assert [row["volume"] for row in rows(staircase_figure({"points": points}))] == ["1.0"]


def roi():
    cumulative = {"mean": [-80.0, 20.0], "p10": [-80.0, 0.0], "p90": [-80.0, 40.0]}
    steps = ("theoretical", "staffed", "quality", "cashable", "net")
    return {
        "months": 1,
        "labours": {"hours": {"cumulative": cumulative}},
        "formula": {"inputs": {"implementation": 80.0}, "net_monthly_benefit": 90.0},
        "waterfall": [{"step": step, "mean": 10.0 - 5 * n} for n, step in enumerate(steps)],
    }


def test_cash_stands_beside_the_spreadsheet():
    drawn = [(row["labour"], row["month"], row["cash"]) for row in rows(cash_figure(roi()))]
    assert drawn == [
        ("hours", "0", "-80.0"),
        ("hours", "1", "20.0"),
        (SPREADSHEET, "0", "-80.0"),
        (SPREADSHEET, "1", "10.0"),
    ]


def test_the_waterfall_goes_from_the_promise_to_the_cash():
    drawn = [(row["step"], row["saving"]) for row in rows(waterfall_figure(roi()))]
    assert drawn[0] == ("promise", "10.0")
    assert drawn[-1] == ("after all costs", "-10.0")

"""KPIs of contacts that do not get through, by hand."""

from support.handmade import case, played, scenario

from sim.measures import measure, summarise


def share(desk, cases, key: str) -> float:
    plan, journal = played(desk, cases)
    return summarise([measure(journal, plan, desk)], desk.targets).kpis[key].mean


def line(**phone):
    return scenario(channels={"phone": {"kind": "live"} | phone})


def test_leaving_without_a_sign_is_a_part_of_abandoning():
    cases = [
        case(0, {"answer": 600}),
        case(1, {"patience": 9}),
        case(2, {"patience": 9, "silent": 1}),
    ]
    desk = line(silent_abandonment=0.5)
    assert share(desk, cases, "abandonment_rate") == 2 / 3
    assert share(desk, cases, "silent_abandonment_rate") == 1 / 3


def test_nobody_is_handled_who_had_gone():
    cases = [case(0, {"answer": 100}), case(2, {"patience": 9, "silent": 1})]
    desk = line(silent_abandonment=0.5)
    assert share(desk, cases, "transfers_per_contact") == 0
    assert share(desk, cases, "wait_served_mean") == 0
    # The wait of who has gone ends with patience and not when an agent finds out.
    assert share(desk, cases, "wait_mean") == 9 / 2


def test_the_share_that_tries_again():
    again = {"patience": 9, "redials": 1, "redial_delay": 700}
    cases = [case(0, {"answer": 600}), case(1, {"patience": 9}), case(2, again, {})]
    desk = line(redial={})
    assert share(desk, cases, "redial_rate") == 1 / 2
    assert share(desk, cases, "turned_away_rate") == 2 / 4


def test_who_is_turned_away_is_no_offer_to_people():
    cases = [case(0, {"answer": 600}), case(1, {"balks": 1}), case(2, {"balks": 1}), case(700)]
    desk = line(balking=0.5)
    assert share(desk, cases, "turned_away_rate") == 2 / 4
    assert share(desk, cases, "abandonment_rate") == 0

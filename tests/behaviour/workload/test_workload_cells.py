"""Cells: how the volume is shared out over types and channels."""

import pytest
from support.desks.workload_desk import desk

from sim.workload.demand.cells import places, read_cells


def volumes(scenario):
    return {cell.name: pytest.approx(cell.per_day) for cell in read_cells(scenario)}


def test_one_type_on_one_channel_has_all():
    assert volumes(desk(volume="20/day")) == {"refund/email": 20}


def test_a_month_is_a_twelfth_of_365_days():
    assert volumes(desk(volume="200/month")) == {"refund/email": 200 * 12 / 365}


def test_channels_share_equally_by_default():
    assert volumes(desk(channels=["email", "chat"])) == {"refund/email": 10, "refund/chat": 10}


def test_shares_of_types_and_channels_multiply():
    scenario = desk(
        types={"refund": {"share": 0.3}, "other": {"share": 0.7}},
        channels={"email": {"share": 0.9}, "chat": {"share": 0.1}},
        volume="100/day",
    )
    expected = {"refund/email": 27, "refund/chat": 3, "other/email": 63, "other/chat": 7}
    assert volumes(scenario) == expected


def test_a_types_own_channels_stand_above_the_channels_shares():
    types = {"refund": {"share": 1.0, "channels": {"chat": 1.0}}}
    scenario = desk(types, channels={"email": {"share": 0.9}, "chat": {"share": 0.1}})
    assert volumes(scenario) == {"refund/email": 0, "refund/chat": 20}


def test_cells_stand_by_type_then_channel():
    cells = read_cells(desk(types=["a", "b"], channels=["email", "form"]))
    assert [(cell.type, cell.channel) for cell in cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_channel_may_have_its_own_profile():
    evening = [0.0] * 20 + [1.0] * 4
    cells = read_cells(desk(channels={"email": {}, "chat": {"profile": evening * 7}}))
    assert cells[0].profile.shares[0, 39] > 0
    assert cells[1].profile.shares[0, 39] == 0


def test_a_type_may_have_a_volume_of_its_own():
    types = {"refund": {"volume": "12/day"}, "other": {"volume": "7/week"}}
    assert volumes(desk(types)) == {"refund/email": 12, "other/email": 1}


def test_places_are_every_cell_with_every_layer():
    cells = read_cells(desk(types=["a", "b"]))
    expected = [("a/email", 0), ("a/email", 1), ("b/email", 0), ("b/email", 1)]
    assert places(cells, 2) == expected

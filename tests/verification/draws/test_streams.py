"""The identity of draws: final, so that values published once come out for ever."""

from hashlib import blake2b

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.twins import HAS_COMPILER

from sim.base.libraries import DRAWS, build
from sim.base.loading import NotLoadedError
from sim.base.time import DAY
from sim.engine.bind.people.draws import PeoplesDraws
from sim.engine.bind.people.duties import Duty
from sim.engine.bind.people.schedule import Schedule
from sim.workload.draws.compiled.library import load, loaded
from sim.workload.draws.counters import Counters, open_uniform
from sim.workload.draws.streams import WORLD, Draw, Streams

STREAMS = Streams(1, 0)
PATIENCE = Draw("patience", 2, "answer")
PLACE = ("refund/chat", 1)


def key_of(draw, place=WORLD, streams=STREAMS):
    return tuple(streams.keys([draw], [place])[0, 0].tolist())


def uniforms(day, ordinal):
    return Counters(day, ordinal).uniforms(STREAMS.keys([PATIENCE], [PLACE]))[0]


def numpy_uniform(key, day, ordinal):
    """Return one uniform from numpy's Philox, which adds 1 to the counter before each block."""
    counter = (ordinal // 4) + (day % 2**64 << 64) - 1
    bits = np.random.Philox(key=np.array(key, np.uint64), counter=counter % 2**256)
    return ((int(bits.random_raw(4)[ordinal % 4]) >> 12) + 0.5) * 2.0**-52


@pytest.mark.parametrize(
    ("streams", "draw", "place", "key"),
    [
        (STREAMS, Draw("mark"), WORLD, (17420820746119829950, 4841896790962921564)),
        (STREAMS, PATIENCE, PLACE, (18346620347847180771, 14713843722004391604)),
        (
            Streams(2**63 - 1, 99_999),
            Draw("Geduld", 0, "tier2"),
            ("Rückgabe/E-Mail", 3),
            (15209573919002241868, 15257575446752182858),
        ),
    ],
)
def test_golden_keys(streams, draw, place, key):
    assert key_of(draw, place, streams) == key


@pytest.mark.parametrize(
    ("day", "ordinal", "uniform"),
    [
        (20458, 0, 0.39370302965173287),
        (20458, 5, 0.7372334581794037),
        (-1, 3, 0.6162607449205447),
    ],
)
def test_golden_uniforms(day, ordinal, uniform):
    assert uniforms(day, ordinal).tolist() == [uniform]


def test_the_key_is_the_digest_of_the_documented_bytes():
    message = (
        bytes([7, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0])
        + bytes([4, 0, 0, 0]) + b"mood"
        + bytes([3, 0, 0, 0]) + "né".encode()
        + bytes([2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
        + bytes([5, 0, 0, 0]) + b"tier2"
    )  # fmt: skip
    digest = blake2b(message, digest_size=16, person=b"tierzero draw 1").digest()
    words = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")
    assert key_of(Draw("mood", 1, "tier2"), ("né", 2), Streams(7, 5)) == words


def test_every_part_of_the_address_changes_the_key():
    addresses = [
        (Draw("a", 3, "b"), ("c", 4), Streams(1, 2)),
        (Draw("a", 3, "b"), ("c", 4), Streams(2, 2)),
        (Draw("a", 3, "b"), ("c", 4), Streams(1, 3)),
        (Draw("b", 3, "b"), ("c", 4), Streams(1, 2)),
        (Draw("a", 4, "b"), ("c", 4), Streams(1, 2)),
        (Draw("a", 3, "c"), ("c", 4), Streams(1, 2)),
        (Draw("a", 3, "b"), ("d", 4), Streams(1, 2)),
        (Draw("a", 3, "b"), ("c", 5), Streams(1, 2)),
    ]
    assert len({key_of(*address) for address in addresses}) == len(addresses)


names = st.text(alphabet="ab\0/|,", max_size=3)


@given(st.lists(st.tuples(names, names, names), min_size=2, max_size=2, unique=True))
def test_names_that_run_together_stay_apart(addresses):
    first, second = (key_of(Draw(stream, 0, role), (cell, 0)) for stream, cell, role in addresses)
    assert first != second


def test_keys_of_several_draws_in_several_places():
    draws, places = [Draw("a"), Draw("b")], [("c", 0), ("c", 1), ("d", 0)]
    keys = STREAMS.keys(draws, places)
    assert keys.shape == (2, 3, 2)
    for i, draw in enumerate(draws):
        for j, place in enumerate(places):
            assert tuple(keys[i, j].tolist()) == key_of(draw, place)


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6))
def test_a_uniform_is_a_word_of_numpys_philox(day, ordinal):
    assert uniforms(day, ordinal).tolist() == [numpy_uniform(key_of(PATIENCE, PLACE), day, ordinal)]


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 9)), max_size=30),
    st.integers(1, 3),
)
def test_rows_in_any_order_get_their_own_uniforms(rows, streams):
    draws = [Draw("s", attempt) for attempt in range(streams)]
    keys = STREAMS.keys(draws, [("x", 0), ("y", 0), ("z", 0)])
    group, day, ordinal = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    drawn = Counters(day, ordinal, group).uniforms(keys)
    assert drawn.shape == (streams, len(rows))
    for stream in range(streams):
        expected = [numpy_uniform(keys[stream, g].tolist(), d, o) for g, d, o in rows]
        assert drawn[stream].tolist() == expected


def test_many_chunks_equal_numpys_stream():
    # 40,000 ordinals of one day are 10,000 blocks of two streams: several chunks.
    drawn = Counters(0, np.arange(40_000)).uniforms(STREAMS.keys([Draw("a"), Draw("b")], [WORLD]))
    for stream, name in enumerate("ab"):
        bits = np.random.Philox(key=np.array(key_of(Draw(name)), np.uint64), counter=2**256 - 1)
        expected = ((bits.random_raw(40_000) >> np.uint64(12)) + 0.5) * 2.0**-52
        assert np.array_equal(drawn[stream], expected)


def test_a_longer_day_and_more_days_move_nothing():
    short = uniforms(np.repeat([5, 6], 3), np.tile(np.arange(3), 2))
    long = uniforms(np.repeat([4, 5, 6, 7], 8), np.tile(np.arange(8), 4)).reshape(4, 8)
    assert np.array_equal(short.reshape(2, 3), long[1:3, :3])


def test_draws_of_people_are_keyed_by_team_pattern_agent_and_day():
    shift = Duty(agent=7, pattern="Mon", ordinal=4, start=DAY, end=2 * DAY)
    schedule = Schedule.of([shift, shift._replace(agent=9, pattern="", ordinal=9, start=0.0)])
    draws = PeoplesDraws(STREAMS, "desk", schedule, first_day=10)
    absence = Draw("absence")
    patterned, plain = (key_of(absence, (who, 0)) for who in ("desk/Mon", "desk"))
    by_day = [numpy_uniform(patterned, 11, 4), numpy_uniform(plain, 10, 9)]
    assert draws.by_day(absence).tolist() == by_day
    of_agents = [numpy_uniform(patterned, 0, 4), numpy_uniform(plain, 0, 9)]
    assert draws.of_agents([absence]).tolist() == [of_agents]
    first = [numpy_uniform(patterned, 11, 0), numpy_uniform(plain, 10, 0)]
    assert draws.of_pattern(absence).tolist() == first


@pytest.mark.skipif(not HAS_COMPILER, reason="there is no C compiler")
@pytest.mark.parametrize("rows", [0, 1, 2, 3, 5_001])
def test_numpy_draws_what_the_library_draws(rows, monkeypatch):
    rng = np.random.default_rng(rows)
    places = Counters(rng.integers(0, 9, rows), rng.integers(0, 99, rows), rng.integers(0, 2, rows))
    keys = STREAMS.keys([Draw("a"), Draw("b", 3)], [WORLD, ("x", 1)])
    assert loaded() is not None
    compiled = places.uniforms(keys)
    monkeypatch.setattr("sim.workload.draws.counters.loaded", lambda: None)
    assert np.array_equal(places.uniforms(keys), compiled)


@pytest.mark.skipif(not HAS_COMPILER, reason="there is no C compiler")
def test_a_library_of_other_sources_is_not_loaded(tmp_path, monkeypatch):
    library = build(DRAWS, made=tmp_path / "libold.so")
    monkeypatch.setattr("sim.workload.draws.compiled.library.source_hash", lambda _: "another")
    with pytest.raises(NotLoadedError, match="the library of draws is older than its sources"):
        load(library)


def test_daily_draws_have_ordinal_0():
    places = [("x", 0), ("x", 1), ("y", 0)]
    drawn = STREAMS.daily(Draw("count"), places, np.array([7, 8]))
    expected = [[numpy_uniform(key_of(Draw("count"), p), day, 0) for day in (7, 8)] for p in places]
    assert drawn.tolist() == expected


def test_uniforms_are_open_at_both_ends():
    ends = open_uniform(np.array([0, 2**64 - 1], np.uint64))
    assert ends.tolist() == [2.0**-53, 1 - 2.0**-53]


def test_uniforms_are_uniform():
    drawn = uniforms(np.repeat(np.arange(500), 200), np.tile(np.arange(200), 500))
    counts = np.bincount((drawn * 100).astype(int), minlength=100)
    chi_square = np.sum((counts - 1000) ** 2 / 1000)
    # 99 degrees of freedom: within four standard deviations of the mean.
    assert abs(chi_square - 99) < 4 * np.sqrt(2 * 99)


@pytest.mark.parametrize("other", [Draw("b"), Draw("a", 1), Draw("a", 0, "tier2")])
def test_streams_are_uncorrelated(other):
    first, second = Counters(0, np.arange(100_000)).uniforms(
        STREAMS.keys([Draw("a"), other], [WORLD])
    )
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / np.sqrt(100_000)

import pytest
from support.handmade import scenario

from sim.scenario.errors import ScenarioError
from sim.studies.curve.volumes import grown, read_volumes
from sim.studies.experiment import Arm


@pytest.mark.parametrize(
    ("text", "volumes"),
    [
        ("0.5..3", (0.5, 1.0, 1.3, 1.5, 2.0, 2.5, 3.0)),
        ("1..2/0.25", (1.0, 1.25, 1.3, 1.5, 1.75, 2.0)),
        ("0.5..1", (0.5, 1.0)),
        ("2 .. 2", (2.0,)),
        ("2,1,1.3", (1.0, 1.3, 2.0)),
        ("1", (1.0,)),
        ("0.1..0.3/0.1", (0.1, 0.2, 0.3)),
        ("50 %..300 %", (0.5, 1.0, 1.3, 1.5, 2.0, 2.5, 3.0)),
        ("100%..200%/50%", (1.0, 1.3, 1.5, 2.0)),
        ("1,130 %", (1.0, 1.3)),
        ("1,800 %", (1.0, 8.0)),
    ],
)
def test_volumes_are_read(text: str, volumes: tuple[float, ...]):
    assert read_volumes(text) == volumes


@pytest.mark.parametrize("text", ["", "many", "3..1", "1,,2", "1..2..3", "nan"])
def test_no_volumes(text: str):
    with pytest.raises(ScenarioError) as error:
        read_volumes(text)
    assert str(error.value) == (
        f"--volumes: {text!r} is not a valid range or list of volumes; "
        "write `0.5..3`, `0.5..3/0.25`, `1,1.3,2` or `50 %..300 %`"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0..2", "0 is out of bounds: a volume multiplier is above 0 and at most 10; write `1.3`"),
        ("1..2/0", "0 is out of bounds: a volume multiplier is above 0 and at most 10; write"),
        ("-1,1", "-1 is out of bounds: a volume multiplier is above 0 and at most 10; write"),
        ("1,130", "130 is out of bounds: a volume multiplier is above 0 and at most 10; did you"),
        ("1,8", "8 is 8 times as many; did you mean `8 %`? If not, write `800 %`"),
    ],
)
def test_volumes_out_of_bounds(text: str, message: str):
    with pytest.raises(ScenarioError) as error:
        read_volumes(text)
    assert str(error.value).startswith(f"--volumes: {message}")


def test_growth_multiplies_the_scenarios_own_multiplier():
    desk = scenario(demand={"volume": "24/day", "multiplier": 2.0})
    arm = grown(Arm.of("ai", desk, None), 1.5)
    assert (arm.name, arm.scenario.demand.multiplier) == ("ai x1.5", 3.0)


def test_before_a_launch_the_volume_is_the_same():
    desk = scenario()
    arm = grown(Arm.of("ai", desk, desk), 1.5)
    assert arm.before.demand.multiplier == 1.5


def test_another_volume_meets_the_same_world():
    arm = Arm.of("ai", scenario(), None)
    assert grown(arm, 2.0).origin.world == arm.origin.world

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.contamination import rules
from coalition.contamination.rules import Extent, HazardMix, HazardType, Knowledge
from coalition.core.errors import RuleBroken

AREAS = st.none() | st.integers(-10, 10**12)


@given(st.sampled_from(Knowledge), AREAS, AREAS)
def test_no_snapshot_passes_that_turns_unknown_into_a_number(
    knowledge: Knowledge, sha: int | None, cha: int | None
):
    try:
        rules.check_snapshot(knowledge, sha, cha)
    except RuleBroken:
        return
    if knowledge is Knowledge.UNKNOWN:
        assert (sha, cha) == (None, None)
    if knowledge is Knowledge.COMPLETED:
        assert not sha
        assert not cha
    assert all(area is None or 0 <= area <= rules.LARGEST_SNAPSHOT for area in (sha, cha))


def test_the_sum_of_nothing_known_is_not_known():
    assert Extent(Knowledge.UNKNOWN, None, None).total is None
    assert Extent(Knowledge.SUSPECTED, 5, None).total == 5


@pytest.mark.parametrize(
    ("types", "mix"),
    [
        ((), HazardMix.UNKNOWN),
        ((HazardType.CLUSTER_MUNITION_REMNANTS,), HazardMix.CMR_ONLY),
        ((HazardType.CLUSTER_MUNITION_REMNANTS, HazardType.AP_MINE), HazardMix.MIXED),
        ((HazardType.OTHER_ERW,), HazardMix.WITHOUT_CMR),
    ],
)
def test_cluster_munition_remnants_are_told_apart(types: tuple[HazardType, ...], mix: HazardMix):
    assert rules.mix_of(types) is mix
    assert rules.parted(rules.joined(types)) == tuple(sorted(types))


@pytest.mark.parametrize("area", [0, -1, rules.LARGEST_AREA + 1])
def test_absurd_areas_are_refused(area: int):
    with pytest.raises(RuleBroken):
        rules.check_area(area)


def test_an_area_may_grow_by_a_quarter_without_a_reason():
    assert rules.may_release(1000, 1250)
    assert not rules.may_release(1000, 1251)

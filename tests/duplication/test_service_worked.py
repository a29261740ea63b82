"""The worked figures of scenario A9 and the rest of domain model §8.3, through screening as it runs."""

from datetime import date

import pytest
from sqlmodel import Session, select

from coalition.duplication.models import DuplicationFlag
from coalition.duplication.rules.flags import FlagKind, SideKind
from coalition.duplication.service import screen
from coalition.pledges.models import Pledge
from coalition.pledges.rules import PledgeStage
from tests.factories.duplication import NOW, make_laos, make_overlapping
from tests.factories.pledges import MILLION, make_donor, make_open_need

# 71 words in all, 30 of them on both: 0.42 of the words alike.
WORDS = [f"word{number}" for number in range(71)]
AIMS = {"target_groups": "villagers", "output_indicator": "land released"}


@pytest.fixture
def pair(session: Session) -> tuple[Pledge, Pledge]:
    """X clears districts P and Q in 2025 and 2026, Y pledges clearance in P from July 2025 to June 2026."""
    x = make_overlapping(
        session, title=WORDS[0], description=" ".join(WORDS[1:50]), places="P\nQ",
        implementer="Operator X", **AIMS,
    )  # fmt: skip
    x.starts_on, x.ends_on = date(2025, 1, 1), date(2026, 12, 31)
    y = make_overlapping(session, title=WORDS[70], description=" ".join(WORDS[20:70]), **AIMS)
    session.flush()
    return x, y


def asked(session: Session, *pledges: Pledge) -> DuplicationFlag | None:
    """Screen pledges as saving does and return the question on the same work, if there is one."""
    for pledge in pledges:
        screen(session, SideKind.PLEDGE, pledge.id, now=NOW)
    rows = select(DuplicationFlag).where(DuplicationFlag.kind == FlagKind.SAME_WORK)
    return session.exec(rows).one_or_none()


@pytest.mark.parametrize(
    ("left", "right", "tenths", "verdict"),
    [("", "", 687, "possible"), ("HA-1\nHA-2", "HA-2", 917, "likely")],
)
def test_a9_keeps_its_figures(
    session: Session, pair: tuple[Pledge, Pledge], left: str, right: str, tenths: int, verdict: str
):
    x, y = pair
    x.hazard_areas, y.hazard_areas = left, right
    session.flush()
    flag = asked(session, x, y)
    assert flag is not None
    assert (flag.score, flag.verdict, flag.confidence) == (pytest.approx(tenths, abs=1), verdict, 100)
    assert sum(line["weight"] for line in flag.evidence) * 10 == pytest.approx(flag.score, abs=2)


def test_a9_hazard_areas_apart_ask_nothing(session: Session, pair: tuple[Pledge, Pledge]):
    x, y = pair
    x.hazard_areas, y.hazard_areas = "HA-1", "HA-2"
    session.flush()
    assert asked(session, x, y) is None


@pytest.mark.parametrize(("cost", "signals"), [(3 * MILLION, ["co-funding"]), (MILLION, [])])
def test_two_gifts_to_one_need_are_co_funding_only_within_its_cost(
    session: Session, cost: int, signals: list[str]
):
    need = make_open_need(session, make_laos(session), cost=cost)
    aims = {"need": need, "amount": MILLION, "stage": PledgeStage.PLEDGE, "hazard_areas": "HA-1", **AIMS}
    both = [make_overlapping(session, donor=make_donor(session), **aims) for _ in range(2)]
    session.flush()
    flag = asked(session, *both)
    assert flag is not None
    assert [line["signal"] for line in flag.evidence if line["signal"] == "co-funding"] == signals

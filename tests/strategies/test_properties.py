"""No sequence of acts on strategies leaves two of a kind in force, or moves what the State signed."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.states.models import State
from coalition.strategies import service
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.rules import GUIDING, SIGNED, DocumentKind, VersionStatus
from tests.factories.states import make_state

START = date(2026, 1, 1)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("begin", "next", "period", "endorse", "move", "clock")),
        st.integers(0, 6),
        st.integers(0, 60),
        st.sampled_from(VersionStatus),
    ),
    min_size=5,
    max_size=40,
)


@pytest.mark.on("sqlite")
def test_no_sequence_of_acts_breaks_an_invariant(session: Session):
    state = make_state(session)
    session.commit()

    @settings(suppress_health_check=list(HealthCheck), max_examples=40)
    @given(ACTS)
    def play(acts: list[tuple[str, int, int, VersionStatus]]) -> None:
        versions: list[StrategyVersion] = []
        today = START
        signed: dict[int, tuple[date | None, date | None]] = {}
        for act, place, months, status in acts:
            today += timedelta(days=months)
            version = versions[place % len(versions)] if versions else None
            try:
                with session.begin_nested():
                    _do(session, state, (act, months, status), version, versions, today)
            except RuleBroken:
                pass
            check(session, signed)
        session.rollback()

    play()


def _do(
    session: Session,
    state: State,
    what: tuple[str, int, VersionStatus],
    version: StrategyVersion | None,
    versions: list[StrategyVersion],
    today: date,
) -> None:
    act, months, status = what
    if act == "begin" or version is None:
        kind = (DocumentKind.NATIONAL_STRATEGY, DocumentKind.VA_ACTION_PLAN)[months % 2]
        versions.append(service.begin_document(session, state_id=state.id, title=f"Plan {months}", kind=kind))
    elif act == "next":
        versions.append(service.begin_version(session, version.document))
    elif act == "period":
        first = START + timedelta(days=months * 30)
        service.set_validity(version, valid_from=first, valid_to=first + timedelta(days=30 + months * 10))
        session.flush()
    elif act == "endorse":
        service.endorse(session, version, on=today, by="Minister", today=today)
    elif act == "move":
        service.move(session, version, then=status)
    else:
        service.follow_clock(session, today)


def check(session: Session, signed: dict[int, tuple[date | None, date | None]]) -> None:
    """Hold every version against I22, and what was once signed against what it says now."""
    rows = session.exec(select(StrategyVersion, StrategyDocument.kind).join(StrategyDocument)).all()
    guiding = [kind for version, kind in rows if version.status in GUIDING]
    assert len(guiding) == len(set(guiding))
    for version, _ in rows:
        if version.status in SIGNED:
            period = (version.valid_from, version.valid_to)
            assert signed.setdefault(version.id, period) == period
            assert version.valid_from is not None
            assert version.valid_to is not None
            assert version.valid_from < version.valid_to
            assert version.endorsed_by
        else:
            assert version.id not in signed

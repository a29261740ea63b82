"""A selection that is made once and asked often says the same as one that is made anew each time."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from coalition import db
from coalition.db import prepared
from coalition.states.models import State, TreatyStatusEvent
from coalition.states.rules import Instrument, TreatyEvent
from tests.factories.states import make_event, make_state


def test_the_same_shape_is_made_once_and_answers_each_value(session: Session) -> None:
    made: list[Any] = []

    @prepared
    def named(iso3: Any) -> SelectOfScalar[str]:
        made.append(iso3)
        return select(State.name).where(State.iso3 == iso3)

    make_state(session, "LAO")
    make_state(session, "TCD")
    assert [len(named(session, iso3=iso3).all()) for iso3 in ("LAO", "TCD", "XXX")] == [1, 1, 0]
    assert len(made) == 1


def test_lists_are_filled_in_however_long_and_empty_too(session: Session) -> None:
    @prepared
    def among(ids: Any, most: Any) -> Select[int, str]:
        return select(State.id, State.iso3).where(col(State.id).in_(ids)).order_by(State.iso3).limit(most)

    first, second = make_state(session, "LAO"), make_state(session, "TCD")
    ids = [first.id, second.id]
    assert among(session, ids=ids, most=5).all() == [(first.id, "LAO"), (second.id, "TCD")]
    assert among(session, ids=frozenset(ids), most=1).all() == [(first.id, "LAO")]
    assert among(session, ids=(), most=5).all() == []


def test_none_and_what_decides_on_the_shape_are_asked_as_they_are(session: Session) -> None:
    @prepared
    def events(instrument: Instrument | None, since: Any) -> SelectOfScalar[TreatyStatusEvent]:
        rows = select(TreatyStatusEvent)
        rows = rows if instrument is None else rows.where(TreatyStatusEvent.instrument == instrument)
        return rows if since is None else rows.where(col(TreatyStatusEvent.happened_on) >= since)

    state = make_state(session, "LAO")
    for instrument in (Instrument.CCM, Instrument.APMBC):
        make_event(session, state, TreatyEvent.RATIFICATION, date(2010, 1, 1), instrument=instrument)
    assert len(events(session, instrument=None, since=None).all()) == 2
    assert [one.instrument for one in events(session, instrument=Instrument.CCM, since=None)] == ["ccm"]
    assert [one.instrument for one in events(session, instrument=Instrument.APMBC, since=None)] == ["apmbc"]
    assert events(session, instrument=Instrument.CCM, since=date(2011, 1, 1)).all() == []


def test_more_shapes_than_are_kept_are_forgotten(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[frozenset[int]] = []

    @prepared
    def seen(sight: object, iso3: Any) -> SelectOfScalar[str]:
        made.append(frozenset())
        return select(State.iso3).where(State.iso3 == iso3)

    make_state(session, "LAO")
    monkeypatch.setattr(db, "MOST_SHAPES", 2)
    for sight in (1.5, 2.5, 3.5, 1.5, 1.5):
        assert seen(session, sight=sight, iso3="LAO").all() == ["LAO"]
    assert len(made) == 4

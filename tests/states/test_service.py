import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from coalition.audit.models import AuditEntry
from coalition.audit.service import act_as
from coalition.core.clock import now
from coalition.states.models import State, StateName, TreatyStatusEvent
from coalition.states.queries import get_state
from coalition.states.rules import AffectedStatus
from coalition.states.service import Merged, load_reference, merge
from tests.factories.states import make_name, make_state

NAMED = {"language": "en", "kind": "alias", "source": "test"}


def test_the_reference_data_is_loaded_whole(session):
    loaded = load_reference(session)
    assert loaded == {
        "states": 197,
        "state_names": len(session.exec(select(StateName)).all()),
        "treaty_events": 602,
        "donor_flows": 136,
        "funding_totals": 26,
    }
    assert loaded["state_names"] > 1_500


def test_loading_again_changes_nothing(session):
    first = load_reference(session)
    act_as(session, None, "test", now())
    assert load_reference(session) == first
    assert session.exec(select(AuditEntry)).all() == []
    assert len(session.exec(select(TreatyStatusEvent)).all()) == first["treaty_events"]


def test_a_row_put_right_by_hand_is_left_alone(session):
    load_reference(session)
    laos = get_state(session, "LAO")
    laos.affected_status, laos.kept_by_hand = AffectedStatus.SUSPECTED, True
    load_reference(session)
    assert get_state(session, "LAO").affected_status is AffectedStatus.SUSPECTED


def test_a_row_that_the_file_has_changed_is_changed_and_logged(session):
    load_reference(session)
    get_state(session, "LAO").short_name = "Old name"
    session.flush()
    act_as(session, None, "test", now())
    load_reference(session)
    (entry,) = session.exec(select(AuditEntry)).all()
    assert (entry.thing, entry.before, entry.after) == (
        "state",
        {"short_name": "Old name"},
        {"short_name": "Lao PDR"},
    )


def test_a_row_of_no_file_stays(session):
    load_reference(session)
    make_name(session, get_state(session, "LAO"), "Land of a million elephants")
    load_reference(session)
    assert (
        len(session.exec(select(StateName).where(StateName.key == "land of a million elephants")).all()) == 1
    )


def test_a_merge_says_what_it_did(session):
    state = make_state(session)
    row = NAMED | {"state_id": state.id, "name": "Other", "key": "other"}
    key = ("state_id", "language", "key")
    assert merge(session, StateName, [row], key=key) == Merged(1, 0, 1)
    assert merge(session, StateName, [row], key=key) == Merged(0, 0, 1)
    assert merge(session, StateName, [row | {"name": "OTHER"}], key=key) == Merged(0, 1, 1)


def test_a_code_belongs_to_one_state(session):
    make_state(session, "XAA")
    with pytest.raises(IntegrityError):
        make_state(session, "XAA", iso2="QQ")


def test_a_code_has_three_letters(session):
    with pytest.raises(IntegrityError):
        make_state(session, "XA")


def test_every_state_has_a_short_name(session):
    load_reference(session)
    assert all(state.label for state in session.exec(select(State)))

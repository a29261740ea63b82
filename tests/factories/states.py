"""States and their treaty events."""

from datetime import date
from itertools import count

from sqlmodel import Session

from coalition.core.visibility import Confidence
from coalition.core.when import Precision
from coalition.states.models import State, StateName, TreatyStatusEvent
from coalition.states.rules import CcmRegion, Instrument, NameKind, TreatyEvent, name_key

_numbers = count()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def make_state(session: Session, iso3: str = "", name: str = "", **values: object) -> State:
    """Store a State. Without a code it gets a free one in the range that ISO leaves to users (XAA to XZZ)."""
    number = next(_numbers)
    # No country has a figure in its code: a made State may stand beside all the real ones.
    free = f"{number // 26 % 10}{_LETTERS[number % 26]}"
    given = iso3[:2] if not iso3.startswith("X") else iso3[1:]
    iso2 = values.pop("iso2", given if iso3 else free)
    iso3 = iso3 or f"X{_LETTERS[number // 26 % 26]}{_LETTERS[number % 26]}"
    name = name or f"State {iso3}"
    sound = {
        "short_name": name,
        "un_member": True,
        "un_region": "South-eastern Asia",
        "m49_subregion": "South-eastern Asia",
        "regional_group": "Asia-Pacific Group",
        "ccm_region": CcmRegion.ASIA_PACIFIC,
        "dac_member": False,
        "confidence": Confidence.HIGH,
        "source": "test",
    }
    state = State(iso3=iso3, iso2=iso2, name=name, **sound | values)
    session.add(state)
    session.flush()
    make_name(session, state, name, kind=NameKind.UN)
    return state


def make_name(
    session: Session, state: State, name: str, *, language: str = "en", kind: NameKind = NameKind.ALIAS
) -> StateName:
    """Store another name of a State."""
    own = StateName(state_id=state.id, name=name, key=name_key(name), language=language, kind=kind)
    session.add(own)
    session.flush()
    return own


def make_event(
    session: Session,
    state: State,
    event: TreatyEvent,
    happened_on: date,
    *,
    instrument: Instrument = Instrument.CCM,
    precision: Precision = Precision.DAY,
) -> TreatyStatusEvent:
    """Store something that a State did toward a treaty."""
    done = TreatyStatusEvent(
        state_id=state.id,
        instrument=instrument,
        event=event,
        happened_on=happened_on,
        precision=precision,
        confidence=Confidence.HIGH,
        source="test",
    )
    session.add(done)
    session.flush()
    return done


def make_party(
    session: Session, iso3: str = "", *, deposited_on: date = date(2012, 2, 10), **values: object
) -> State:
    """Store a State that ratified on a day; in force by the rule."""
    state = make_state(session, iso3, **values)
    make_event(session, state, TreatyEvent.RATIFICATION, deposited_on)
    return state

"""Telling those concerned what became of a pledge, in the transaction of the act."""

from collections.abc import Collection, Iterable, Sequence

from sqlmodel import Session

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Rank, Role, Theme
from coalition.coalitions.queries import find_open_coalition, list_members
from coalition.coalitions.rules import LEADING, is_current
from coalition.notifications.service import tell
from coalition.pledges.models import Pledge, ReportedInterest
from coalition.pledges.rules import By


def tell_of(session: Session, pledge: Pledge, *, by: By, key: str, subject: str, body: str) -> None:
    """Tell the affected State, the leads of its coalition and the ICA coordinators; never its own author."""
    people = set(_state_and_leads(session, pledge.state_id, by))
    people |= set(list_person_ids_with(session, role=Role.COORDINATOR, today=by.today, theme=Theme.ICA))
    people |= set(_channel(session, pledge, by))
    _tell(
        session,
        people,
        by,
        key=f"pledge:{pledge.id}:{key}",
        words=(subject, body),
        link=f"/pledges/{pledge.id}",
    )


def tell_operators(
    session: Session, pledge: Pledge, organisation_ids: Collection[int], *, by: By, words: tuple[str, str]
) -> None:
    """Tell those who do the work that a pledge pays, by their organisations; `words` are subject and body."""
    if not organisation_ids:
        return
    people = list_person_ids_with(
        session, role=Role.PARTNER, today=by.today, organisation_ids=list(organisation_ids)
    )
    key = f"pledge:{pledge.id}:operators:{by.now.isoformat()}"
    _tell(session, people, by, key=key, words=words, link=f"/pledges/{pledge.id}")


def tell_state_and_leads(
    session: Session, pledge: Pledge, *, by: By, key: str, subject: str, body: str
) -> None:
    """Tell the affected State and the leads of its coalition."""
    people = set(_state_and_leads(session, pledge.state_id, by))
    _tell(
        session,
        people,
        by,
        key=f"pledge:{pledge.id}:{key}",
        words=(subject, body),
        link=f"/pledges/{pledge.id}",
    )


def ask_donor(session: Session, interest: ReportedInterest, *, by: By, need: str) -> None:
    """Ask a donor whether what was reported of it is right."""
    people = list_person_ids_with(
        session, role=Role.DONOR, today=by.today, organisation_ids=[interest.donor_id]
    )
    words = (
        "Is this right? An interest of yours was reported",
        f"{interest.reported_by} said that you are interested in “{need}”. "
        "Confirm, correct or decline; until you do, it is shown as reported and counts nowhere.",
    )
    _tell(
        session,
        people,
        by,
        key=f"interest:{interest.id}:asked",
        words=words,
        link=f"/interests/{interest.id}/answer",
    )


def tell_answer(session: Session, interest: ReportedInterest, *, by: By, donor: str, need: str) -> None:
    """Tell the State and who recorded the report what the donor answered."""
    people = set(
        list_person_ids_with(session, role=Role.AFFECTED_STATE, today=by.today, state_id=interest.state_id)
    )
    people |= {interest.recorded_by_id} if interest.recorded_by_id is not None else set()
    words = (f"{donor} answered", f"{donor} {interest.response} the interest reported in “{need}”.")
    _tell(
        session,
        people,
        by,
        key=f"interest:{interest.id}:{interest.response}",
        words=words,
        link=f"/needs/{interest.need_id}",
    )


def _state_and_leads(session: Session, state_id: int | None, by: By) -> Iterable[int]:
    if state_id is None:
        return
    yield from list_person_ids_with(
        session, role=Role.AFFECTED_STATE, today=by.today, state_id=state_id, ranks=(Rank.HEAD, Rank.EDITOR)
    )
    coalition = find_open_coalition(session, state_id)
    if coalition is None:
        return
    leads = [
        member.organisation_id
        for member in list_members(session, [coalition.id])
        if member.role in LEADING and is_current(member.valid_from, member.valid_to, by.today)
    ]
    if leads:
        yield from list_person_ids_with(session, role=Role.DONOR, today=by.today, organisation_ids=leads)


def _channel(session: Session, pledge: Pledge, by: By) -> Sequence[int]:
    if pledge.channel_organisation_id is None:
        return ()
    return list_person_ids_with(
        session, role=Role.PARTNER, today=by.today, organisation_ids=[pledge.channel_organisation_id]
    )


def _tell(
    session: Session, people: Iterable[int], by: By, *, key: str, words: tuple[str, str], link: str
) -> None:
    others = {person for person in people if person != by.person_id}
    tell(session, others, key=key, subject=words[0], body=words[1], link=link, now=by.now)

"""Holding meetings and writing their minutes. Its caller commits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, select

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role, Theme
from coalition.coalitions.rules.meetings import Minutes, Openness, PointStatus, check_point
from coalition.committee.models import CommitteeMeeting, CommitteePoint, MeetingItem, MeetingParty
from coalition.committee.queries.meetings import list_items, list_parties
from coalition.committee.queries.offices import list_terms
from coalition.committee.rules import minutes as rules
from coalition.committee.rules.minutes import Attendance, ItemKind, SaidStatus
from coalition.committee.rules.offices import Office
from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import Precision, When
from coalition.notifications.service import tell

CIRCULATED = msgid("Minutes of the Coordination Committee are circulated")
# Who sits with the Committee beside the States that hold an office.
GUESTS = ("CMC", "ICRC", "UNODA", "ISU")


@dataclass(frozen=True, slots=True)
class Vote:
    """The figures of a vote in the General Assembly, as they were stated."""

    year: int | None = None
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    absent: int | None = None


def hold(
    session: Session,
    *,
    title: str,
    held_on: date,
    begins: str = "",
    ends: str = "",
    place: str = "",
    openness: Openness = Openness.CLOSED,
    agenda: str = "",
    source: str = "",
    person_id: int | None = None,
) -> CommitteeMeeting:
    """Record a meeting and expect everybody who holds an office that day; nobody has been heard of yet."""
    if not title.strip():
        raise RuleBroken("Give the meeting a title.", field="title")
    terms = list_terms(session, on=held_on)
    chair = next((term for term in terms if term.office is Office.PRESIDENT), None)
    meeting = CommitteeMeeting(
        title=title.strip(),
        held_on=held_on,
        begins=begins.strip(),
        ends=ends.strip(),
        place=place.strip(),
        openness=openness,
        agenda=agenda.strip(),
        source=source.strip(),
        presidency_id=chair.state_id if chair else None,
        created_by_id=person_id,
    )
    session.add(meeting)
    session.flush()
    states = {term.state_id: term.state.label for term in terms}
    if chair is not None:
        states.pop(chair.state_id, None)
        _expect(session, meeting, chair.state.label, chair.state_id, "President", 0)
    for place_in_list, (state_id, label) in enumerate(sorted(states.items(), key=lambda one: one[1]), 1):
        _expect(session, meeting, label, state_id, "", place_in_list)
    for place_in_list, name in enumerate(GUESTS, len(states) + 1):
        _expect(session, meeting, name, None, "", place_in_list)
    session.flush()
    return meeting


def _expect(
    session: Session, meeting: CommitteeMeeting, name: str, state_id: int | None, capacity: str, place: int
) -> None:
    session.add(
        MeetingParty(meeting_id=meeting.id, state_id=state_id, name=name, capacity=capacity, position=place)
    )


def attend(
    session: Session,
    meeting: CommitteeMeeting,
    party: MeetingParty | None,
    *,
    name: str,
    capacity: str,
    people: str,
    attendance: Attendance,
) -> MeetingParty:
    """Record whether a State or body came, and who spoke for it. Raises RuleBroken once approved."""
    rules.check_writable(meeting.minutes)
    same = select(MeetingParty).where(
        MeetingParty.meeting_id == meeting.id, MeetingParty.name == name.strip()
    )
    known = session.exec(same).first()
    if known is not None and known is not party:
        raise RuleBroken("{name} is on the list already.", field="name", name=known.name)
    if party is None:
        place = len(list_parties(session, meeting.id))
        party = MeetingParty(meeting_id=meeting.id, name=name.strip(), position=place)
    party.name, party.capacity, party.attendance = name.strip(), capacity.strip(), attendance
    party.people = "\n".join(line.strip() for line in people.splitlines() if line.strip())
    session.add(party)
    session.flush()
    return party


def write_item(
    session: Session,
    meeting: CommitteeMeeting,
    item: MeetingItem | None,
    *,
    number: str,
    heading: str,
    kind: ItemKind,
    text: str,
    theme: Theme | None = None,
    speaker: str = "",
    closed: bool = False,
    status: SaidStatus = SaidStatus.STATED,
    counter_of: MeetingItem | None = None,
    vote: Vote | None = None,
) -> MeetingItem:
    """Write an item of the minutes; a disputed one stands beside what it disputes. Raises RuleBroken."""
    rules.check_writable(meeting.minutes)
    rules.check_counter(status, counter_of is not None)
    if counter_of is not None and (counter_of.meeting_id != meeting.id or counter_of is item):
        raise RuleBroken("Choose another statement of this meeting.", field="counter")
    if item is None:
        place = len(list_items(session, meeting.id)) + 1
        item = MeetingItem(meeting_id=meeting.id, number="", heading="", kind=kind, text="", position=place)
    item.number, item.heading, item.kind, item.text = number.strip(), heading.strip(), kind, text.strip()
    item.theme, item.speaker, item.closed, item.status = theme, speaker.strip(), closed, status
    item.counter_of_id = counter_of.id if counter_of else None
    given = vote or Vote()
    item.vote_year, item.yes, item.no = given.year, given.yes, given.no
    item.abstained, item.absent = given.abstained, given.absent
    session.add(item)
    if counter_of is not None and status is SaidStatus.DISPUTED:
        counter_of.status = SaidStatus.DISPUTED
    session.flush()
    return item


def drop_item(session: Session, meeting: CommitteeMeeting, item: MeetingItem) -> None:
    """Take an item out of minutes that are not approved. Raises RuleBroken when another answers it."""
    rules.check_writable(meeting.minutes)
    if any(other.counter_of_id == item.id for other in list_items(session, meeting.id)):
        raise RuleBroken("Another statement answers this one; take that out first.")
    session.delete(item)
    session.flush()


def circulate(session: Session, meeting: CommitteeMeeting, *, now: datetime) -> int:
    """Send the minutes round; return how many members were told. Raises RuleBroken."""
    parties = list_parties(session, meeting.id)
    present = sum(party.attendance is Attendance.PRESENT for party in parties)
    rules.check_circulate(meeting.minutes, present, len(list_items(session, meeting.id)))
    again = meeting.minutes is Minutes.CIRCULATED
    meeting.minutes, meeting.circulated_on = Minutes.CIRCULATED, now.date()
    people = {
        *list_person_ids_with(session, role=Role.COORDINATOR, today=now.date()),
        *list_person_ids_with(session, role=Role.ISU, today=now.date()),
    }
    return tell(
        session,
        people,
        key=f"committee.minutes:{meeting.id}:{now.date() if again else 'first'}",
        subject=CIRCULATED,
        body=f"{meeting.title}, {meeting.held_on:%d %B %Y}",
        link=f"/committee/meetings/{meeting.id}",
        now=now,
    )


def approve(meeting: CommitteeMeeting, *, at: CommitteeMeeting, today: date) -> None:
    """Approve circulated minutes at a later meeting. Raises RuleBroken."""
    rules.check_approval(meeting.minutes, meeting.held_on, at.held_on)
    meeting.minutes, meeting.approved_at_id, meeting.approved_on = Minutes.APPROVED, at.id, today


def agree(
    session: Session,
    meeting: CommitteeMeeting,
    *,
    text: str,
    owner: str,
    due: When | None,
    soft_promise: bool,
) -> CommitteePoint:
    """Write down who does what by when. Raises RuleBroken."""
    check_point(text, PointStatus.OPEN, "")
    point = CommitteePoint(
        meeting_id=meeting.id,
        text=text.strip(),
        owner=owner.strip(),
        due_on=due.on if due else None,
        due_precision=due.precision if due else Precision.DAY,
        soft_promise=soft_promise,
    )
    session.add(point)
    session.flush()
    return point


def settle(point: CommitteePoint, *, then: PointStatus, note: str, today: date) -> None:
    """Tick an action point off, or let it go with a word why. Raises RuleBroken."""
    check_point(point.text, then, note)
    point.status, point.note, point.closed_on = then, note.strip(), today

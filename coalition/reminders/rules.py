"""The platform's own deadlines, whom a day concerns, and when they are reminded. No database, no web."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from coalition.auth.rules import Rank, Role, Theme
from coalition.core.text import msgid
from coalition.core.visibility import Confidence
from coalition.core.when import When

# A worker that was down, or a clock that jumped, makes up for a reminder this many days later at most.
CATCH_UP = 3
# From here on a reminder is sent at once and waits for no digest. Source: domain model §11.
URGENT_WITHIN = 7


class Code(StrEnum):
    """The platform's own deadlines, by the codes of the domain model §10."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"
    C4 = "C4"
    C5 = "C5"
    C6 = "C6"
    K1 = "K1"
    K2 = "K2"
    K3 = "K3"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    A1 = "A1"
    A2 = "A2"
    F1 = "F1"
    M1 = "M1"
    M2 = "M2"
    N1 = "N1"
    N2 = "N2"
    S1 = "S1"


@dataclass(frozen=True, slots=True)
class PlatformRule:
    """One rule: its name, reminders in days before (negative: after) the day, whom it concerns, and why."""

    name: str
    reminders: tuple[int, ...]
    audience: tuple[str, ...]
    basis: str


# Source: domain model §10. C1 and C3 are reminded by the Committee's own chain; here they are listed.
RULES: Mapping[Code, PlatformRule] = {
    Code.C1: PlatformRule(
        msgid("Coordinators’ work plan"),
        (),
        (),
        msgid("30 November of the cycle, or as the Presidency set it"),
    ),
    Code.C3: PlatformRule(
        msgid("Minutes are circulated"), (), (), msgid("Ten working days after the meeting")
    ),
    Code.C4: PlatformRule(
        msgid("Term of office ends"), (60, 30, 7), ("OF", "IS"), msgid("The end of the term as recorded")
    ),
    Code.K1: PlatformRule(
        msgid("Strategy expires"),
        (540, 365, 180, 90, 30, 0),
        ("AH", "LD", "IC"),
        msgid("The end of the version’s validity"),
    ),
    Code.K3: PlatformRule(
        msgid("Lead’s period ends"), (60, 30, 7), ("OW", "AH", "IC"), msgid("The end of the seat as recorded")
    ),
    Code.P1: PlatformRule(
        msgid("Commitment expected"), (30, 0, -30), ("OW",), msgid("The day that the donor gave")
    ),
    Code.P2: PlatformRule(
        msgid("Funding ends"),
        (180, 90, 30),
        ("OW", "OP", "AH", "LD"),
        msgid("The end of the pledge’s period"),
    ),
    Code.P3: PlatformRule(
        msgid("Planned disbursement"), (14, -14), ("OW", "OP"), msgid("The payment plan of the pledge")
    ),
    Code.P4: PlatformRule(
        msgid("Interest without change lapses"),
        (30, 0),
        ("OW",),
        msgid("Twelve months after its last change"),
    ),
    Code.A2: PlatformRule(
        msgid("Acceptance of a report"), (7, -1), ("AH",), msgid("21 days after the report was handed in")
    ),
    Code.N1: PlatformRule(
        msgid("Is the need still valid?"),
        (30, 0),
        ("AH",),
        msgid("Twelve months after it was last confirmed"),
    ),
    Code.N2: PlatformRule(
        msgid("Need comes off hold"), (14, 0), ("AH",), msgid("The day until which the State holds it")
    ),
    Code.C2: PlatformRule(
        msgid("Progress on the action plan, and the report on cooperation"),
        (30, 14, 3, -1),
        ("AC", "IS"),
        msgid("90 days before the meeting; an assumption that the Presidency may change"),
    ),
    Code.C5: PlatformRule(
        msgid("Outreach before the vote of the General Assembly"),
        (14, 7),
        ("UC", "IS"),
        msgid("14 days before the first week of December"),
    ),
    Code.C6: PlatformRule(
        msgid("Review Conference"), (365, 180), ("AC", "IS"), msgid("The meeting as recorded")
    ),
    Code.K2: PlatformRule(
        msgid("Coalition meeting"), (30, 7, -1, -30), ("AH", "LD"), msgid("The last meeting and the rhythm")
    ),
    Code.A1: PlatformRule(
        msgid("Activity report"), (14, 3, -1, -14), ("OP", "AH"), msgid("30 days after the period")
    ),
    Code.F1: PlatformRule(
        msgid("Answer on a possible duplicate"),
        (10, 0, -15),
        ("AH", "IC", "OW"),
        msgid("30 days after the question was opened"),
    ),
    Code.M1: PlatformRule(
        msgid("Is the contact still right?"), (14, 0, -30), ("OW",), msgid("180 days after it was confirmed")
    ),
    Code.M2: PlatformRule(
        msgid("Is the programme still right?"), (14, 0), ("OW",), msgid("180 days after it was verified")
    ),
    Code.S1: PlatformRule(
        msgid("Action point"), (7, 0, -7), ("OW", "IS"), msgid("The day agreed at the meeting")
    ),
}

# After the day, only those are told whose own matter it is, and the secretariat: nobody hears of another
# State's outstanding duty. Source: domain model §11.
OWN = frozenset({"AH", "AM", "OW", "OP", "IS"})


@dataclass(frozen=True, slots=True)
class Coming:
    """A day that concerns somebody: of the treaty or of the platform.

    `code` and `subject` say which, also after the day has moved. `what` is the rule's name and `title` the
    thing. `owner_ids` are organisations whose own it is, `partner_ids` and `lead_ids` those who do or lead
    the work. `act` is what one must be allowed to, to see it; `narrow`: only its owners may.
    """

    code: str
    subject: str
    due: When
    what: str
    title: str = ""
    iso3: str = ""
    state_id: int | None = None
    owner_ids: tuple[int, ...] = ()
    partner_ids: tuple[int, ...] = ()
    lead_ids: tuple[int, ...] = ()
    reminders: tuple[int, ...] = ()
    audience: tuple[str, ...] = ()
    theme: Theme | None = None
    link: str = "/deadlines"
    act: str = "public:see"
    narrow: bool = False
    public: bool = False
    article: str = ""
    basis: str = ""
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    provisional: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same when its day moves."""
        return self.code, self.subject


@dataclass(frozen=True, slots=True)
class Holder:
    """An office that somebody holds today."""

    person_id: int
    role: Role
    rank: Rank
    state_id: int | None = None
    organisation_id: int | None = None
    theme: Theme | None = None


def reminder_of(due: When, offsets: Iterable[int], today: date) -> int | None:
    """Return which reminder is to go out today, in days before the day (negative: after), or None.

    The one whose day came last, if that is today or at most CATCH_UP days ago: whoever asks every day gets
    each one, and who was away gets only the newest. Days before count from the first day that a month or a
    year may mean, days after from its last.
    """
    past = [
        (on, -offset)
        for offset in offsets
        if (on := (due.first if offset >= 0 else due.last) - timedelta(days=offset)) <= today
    ]
    if not past:
        return None
    on, negative = max(past)
    return -negative if today <= on + timedelta(days=CATCH_UP) else None


def is_urgent(offset: int) -> bool:
    """Return whether a reminder waits for no digest: in the last seven days."""
    return 0 <= offset <= URGENT_WITHIN


def people_of(coming: Coming, holders: Iterable[Holder], offset: int) -> set[int]:
    """Return the people a reminder goes to, by the offices they hold today."""
    codes = [code for code in coming.audience if offset >= 0 or code in OWN]
    return {holder.person_id for holder in holders if any(_concerns(code, coming, holder) for code in codes)}


def _concerns(code: str, coming: Coming, holder: Holder) -> bool:
    role, rank = holder.role, holder.rank
    own_state = coming.state_id is not None and holder.state_id == coming.state_id
    match code:
        case "AH":
            return role is Role.AFFECTED_STATE and rank is Rank.HEAD and own_state
        case "AM":
            return role is Role.AFFECTED_STATE and rank is Rank.CONTRIBUTOR and own_state
        case "IS":
            return role is Role.ISU and rank is Rank.MEMBER
        case "OW" | "OP" | "LD":
            return _is_of(holder, _bodies(code, coming))
        case _:
            return role is Role.COORDINATOR and _holds_area(code, coming, holder)


def _bodies(code: str, coming: Coming) -> Collection[int]:
    return {"OW": coming.owner_ids, "OP": coming.partner_ids, "LD": coming.lead_ids}[code]


def _is_of(holder: Holder, bodies: Collection[int]) -> bool:
    return holder.organisation_id in bodies and holder.role in (Role.DONOR, Role.PARTNER)


def _holds_area(code: str, coming: Coming, holder: Holder) -> bool:
    if code == "AC":  # every coordinator, whatever the area
        return True
    if code == "PR":
        return holder.rank is Rank.PRESIDENCY
    if code == "OF":
        return holder.theme == coming.theme and holder.state_id == coming.state_id
    if code == "UC":
        return holder.theme is Theme.UNIVERSALIZATION
    if code == "IC":
        return holder.theme is Theme.ICA
    return code == "TC" and coming.theme is not None and holder.theme is coming.theme

"""One demo sign-in a role, and a few more for stories that take two."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from coalition.auth.models import Person
from coalition.auth.queries import find_person
from coalition.auth.rules import Rank, Role, Theme
from coalition.auth.service import grant_of, set_password
from coalition.organisations.queries import find_organisation, get_government
from coalition.states.queries import get_state

# Known to everybody who reads this file: it opens the demo and nothing else.
PASSWORD = "demo of one coalition"


@dataclass(frozen=True, slots=True)
class Account:
    """One sign-in of the demo. `body` is an organisation's name, `state` an ISO3 code."""

    role: Role
    email: str
    name: str
    rank: Rank | None = None
    state: str = ""
    body: str = ""
    theme: Theme | None = None


ACCOUNTS = (
    Account(Role.AFFECTED_STATE, "centre@lao.example", "Director, NRA (example)", Rank.HEAD, "LAO"),
    Account(Role.DONOR, "mission@norway.example", "Mission of Norway (example)", Rank.APPROVER, "NOR"),
    Account(Role.COORDINATOR, "ica@committee.example", "ICA desk (example)", state="CHE", theme=Theme.ICA),
    Account(Role.ISU, "isu@secretariat.example", "ISU officer (example)", Rank.MEMBER),
    Account(Role.PARTNER, "operator@npa.example", "Operator's desk (example)", body="Norwegian People's Aid"),
    Account(Role.OBSERVER, "observer@cmc.example", "Observer (example)", body="Cluster Munition Coalition"),
    Account(Role.DONOR, "mission@uk.example", "Mission of the UK (example)", Rank.APPROVER, "GBR"),
    Account(Role.DONOR, "mission@newzealand.example", "New Zealand (example)", Rank.APPROVER, "NZL"),
    Account(Role.DONOR, "mission@belgium.example", "Mission of Belgium (example)", Rank.APPROVER, "BEL"),
    Account(Role.AFFECTED_STATE, "editor@lao.example", "Editor, NRA (example)", Rank.EDITOR, "LAO"),
    Account(
        Role.AFFECTED_STATE, "health@lao.example", "Ministry of Health (example)", Rank.CONTRIBUTOR, "LAO"
    ),
    Account(Role.AFFECTED_STATE, "centre@chad.example", "Director, HCND (example)", Rank.HEAD, "TCD"),
    Account(
        Role.COORDINATOR, "universalization@committee.example", "Universalization coordinator (example)",
        state="PER", theme=Theme.UNIVERSALIZATION,
    ),
    Account(
        Role.COORDINATOR, "presidency@committee.example", "Presidency (example)", Rank.PRESIDENCY, "LAO",
        theme=Theme.GENERAL_STATUS,
    ),
    Account(Role.ISU, "administrator@secretariat.example", "Administrator (example)", Rank.ADMINISTRATOR),
)  # fmt: skip


def make_accounts(session: Session, today: date) -> None:
    """Make the demo's accounts that do not exist yet."""
    for account in ACCOUNTS:
        if find_person(session, account.email) is None:
            person = Person(email=account.email, name=account.name)
            set_password(person, PASSWORD)
            session.add(person)
            session.flush()
            grant = grant_of(
                account.role,
                today=today,
                rank=account.rank,
                state_id=_state_id(session, account),
                organisation_id=_organisation_id(session, account),
                theme=account.theme,
            )
            grant.person_id = person.id
            session.add(grant)
    session.flush()


def _state_id(session: Session, account: Account) -> int | None:
    return get_state(session, account.state).id if account.state else None


def _organisation_id(session: Session, account: Account) -> int | None:
    if account.body:
        found = find_organisation(session, account.body)
        return found.id if found else None
    if account.state and account.role is not Role.AFFECTED_STATE:
        return get_government(session, get_state(session, account.state).id).id
    return None

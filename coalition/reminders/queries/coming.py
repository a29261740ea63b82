"""Every day that comes, of the treaty and of the platform, in one shape."""

from datetime import date

from sqlmodel import Session, col, or_, select

from coalition.auth.models import RoleGrant
from coalition.auth.rules import Theme
from coalition.core.when import add_years
from coalition.reminders.queries import money, offices, records, work
from coalition.reminders.rules import Coming, Holder
from coalition.states.models import State
from coalition.treaty.queries import list_deadlines
from coalition.treaty.rules.deadline import Deadline
from coalition.treaty.rules.terms import DeadlineState, RuleCode

# Which coordinators "TC" names. Source: domain model §10.
THEMES = {RuleCode.T3: Theme.STOCKPILES, RuleCode.T4: Theme.CLEARANCE_RISK_EDUCATION}
THEMES_OF_ARTICLE = {"3": Theme.STOCKPILES, "4": Theme.CLEARANCE_RISK_EDUCATION}
SILENT = frozenset({DeadlineState.FULFILLED, DeadlineState.NOT_CONFIRMED})
# The furthest reminder is two years before the day, the latest thirty days after it.
YEARS_AHEAD, YEARS_BACK = 3, 1


def list_platform(
    session: Session, *, on: date, start: date, end: date, state_id: int | None = None
) -> list[Coming]:
    """Return the platform's own days from start to end that are not yet met; a fixed number of queries."""
    leads = work.leads_of(session)
    found = [
        *work.list_work(session, leads),
        *records.list_records(session, leads),
        *money.list_money(session),
        *offices.list_offices(session),
        *offices.list_calendar(session, on),
    ]
    shown = [
        coming
        for coming in found
        if coming.due.last >= start and coming.due.first <= end and state_id in (None, coming.state_id)
    ]
    return sorted(shown, key=lambda coming: (coming.due.on, coming.code, coming.subject))


def list_coming(session: Session, on: date) -> list[Coming]:
    """Return all that is open and may be reminded of on a day."""
    start, end = add_years(on, -YEARS_BACK), add_years(on, YEARS_AHEAD)
    states = {iso3: (own, name) for own, iso3, name in session.exec(select(State.id, State.iso3, State.name))}
    treaty = [
        coming_of(deadline, *states[deadline.iso3])
        for deadline in list_deadlines(session, on=on, start=start, end=end)
        if deadline.state not in SILENT
    ]
    return [*treaty, *list_platform(session, on=on, start=start, end=end)]


def coming_of(deadline: Deadline, state_id: int, name: str) -> Coming:
    """Return a treaty deadline in the common shape."""
    # Whether it was handed in is not recorded here: nobody is reminded of what may be done.
    unknown = deadline.state is DeadlineState.RECEIVED_NOT_KNOWN
    theme = THEMES.get(deadline.rule) or THEMES_OF_ARTICLE.get(deadline.article)
    return Coming(
        code=deadline.rule.value,
        subject=f"{deadline.iso3}:{deadline.occurrence}",
        due=deadline.due,
        what=deadline.about.name,
        title=name,
        iso3=deadline.iso3,
        state_id=state_id,
        reminders=tuple(n for n in deadline.about.reminders if n >= 0 or not unknown),
        audience=deadline.about.audience,
        theme=theme,
        link=f"/states/{deadline.iso3}",
        public=deadline.about.public and not unknown,
        article=deadline.article,
        basis=deadline.basis.message,
        given=deadline.basis.values,
        source=deadline.source,
        confidence=deadline.confidence,
        provisional=deadline.provisional,
    )


def list_holders(session: Session, today: date) -> list[Holder]:
    """Return every office that somebody holds today."""
    rows = select(RoleGrant).where(
        RoleGrant.valid_from <= today,
        or_(col(RoleGrant.valid_to).is_(None), col(RoleGrant.valid_to) >= today),
    )
    return [
        Holder(grant.person_id, grant.role, grant.rank, grant.state_id, grant.organisation_id, grant.theme)
        for grant in session.exec(rows)
    ]

"""What a donor says of itself. The caller commits."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency
from coalition.organisations.models import Organisation
from coalition.pledges.models import DonorProfile, FundingWindow, NothingToReport
from coalition.pledges.queries import find_nothing, find_profile
from coalition.pledges.rules import By

WRITABLE = frozenset(
    [
        "pillars",
        "countries",
        "regions",
        "excluded",
        "min_grant_usd",
        "max_grant_usd",
        "multi_year",
        "channels",
        "payment_bases",
        "embassies_in",
        "languages",
        "open_to_lead",
        "small_donor",
        "currency",
        "gender_requirement",
        "note",
    ]
)


def write_profile(
    session: Session, donor: Organisation, *, words: Mapping[str, Any], today: date
) -> DonorProfile:
    """Write what a donor supports and how; grant sizes in US cents.

    Raises RuleBroken when the smallest grant is larger than the largest, or the currency takes no new money.
    """
    check_currency(words.get("currency", "USD"))
    smallest, largest = words.get("min_grant_usd"), words.get("max_grant_usd")
    if smallest is not None and largest is not None and smallest > largest:
        raise RuleBroken("The smallest grant is larger than the largest.", field="max_grant")
    profile = find_profile(session, donor.id)
    if profile is None:
        profile = DonorProfile(organisation_id=donor.id, updated_on=today)
        session.add(profile)
    for name, value in words.items():
        if name in WRITABLE:
            setattr(profile, name, value)
    profile.updated_on = today
    session.flush()
    return profile


def add_window(
    session: Session,
    donor: Organisation,
    *,
    title: str,
    span: tuple[date, date | None],
    decision_month: date | None,
) -> FundingWindow:
    """Note when a donor takes proposals, and the month in which it decides."""
    opens_on, closes_on = span
    if closes_on is not None and closes_on < opens_on:
        raise RuleBroken("The window closes before it opens.", field="closes_on")
    month = decision_month.replace(day=1) if decision_month else None
    window = FundingWindow(
        organisation_id=donor.id, title=title, opens_on=opens_on, closes_on=closes_on, decision_month=month
    )
    session.add(window)
    session.flush()
    return window


def answer_nothing(session: Session, donor: Organisation, *, year: int, half: int, by: By) -> NothingToReport:
    """Record that a donor's register needs no change for a half-year: an answer of its own, given once."""
    if half not in (1, 2) or not 2000 <= year <= by.today.year:
        raise RuleBroken("Choose a half-year that has begun.", field="half")
    if (year, half) > (by.today.year, 1 if by.today.month <= 6 else 2):
        raise RuleBroken("Choose a half-year that has begun.", field="half")
    known = find_nothing(session, donor.id, year=year, half=half)
    if known is not None:
        return known
    answer = NothingToReport(
        organisation_id=donor.id, year=year, half=half, answered_on=by.today, person_id=by.person_id
    )
    session.add(answer)
    session.flush()
    return answer

"""Kinds of organisations, how their names are compared, and when a contact is new or to be confirmed."""

from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.text import fold
from coalition.core.when import When, add_months

DAYS_CONFIRMED = 180
MONTHS_NEW = 12
MONTHS_REACHABLE = 24  # after somebody left, their address and number are kept so long


class OrganisationKind(StrEnum):
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    NATIONAL_AUTHORITY = "national_authority"
    MINE_ACTION_CENTRE = "mine_action_centre"
    PERMANENT_MISSION = "permanent_mission"
    CAPITAL_DESK = "capital_desk"
    EMBASSY = "embassy"
    DONOR_AGENCY = "donor_agency"
    UN_AGENCY = "un_agency"
    TRUST_FUND = "trust_fund"
    INTERNATIONAL_NGO = "international_ngo"
    NATIONAL_NGO = "national_ngo"
    COMMERCIAL = "commercial"
    ICRC_RED_CROSS = "icrc_red_cross"
    EXPERT_BODY = "expert_body"
    CIVIL_SOCIETY_COALITION = "civil_society_coalition"
    REGIONAL_ORGANISATION = "regional_organisation"
    SECRETARIAT = "secretariat"
    ACADEMIC = "academic"


# Kinds that can pledge: a State acts as its government; so do agencies and the regional organisations.
DONORS = frozenset(
    {
        OrganisationKind.GOVERNMENT,
        OrganisationKind.DONOR_AGENCY,
        OrganisationKind.TRUST_FUND,
        OrganisationKind.REGIONAL_ORGANISATION,
        OrganisationKind.INTERNATIONAL_NGO,
    }
)


def name_key(name: str) -> str:
    """Return the form in which two spellings of one organisation's name are equal."""
    words = fold(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def check_period(since: When, until: When | None, today: date) -> None:
    """Check a person's time in a post. Raises RuleBroken by field when it lies ahead or ends too early."""
    if since.first > today:
        raise RuleBroken("The time in the post has not begun yet.", field="since")
    if until is not None and until.first > today:
        raise RuleBroken("The last day lies ahead; come back when it is over.", field="on")
    if until is not None and until.last < since.first:
        raise RuleBroken("The last day lies before the first.", field="on")


def is_new(since: date, today: date) -> bool:
    """Return whether somebody took up a post within the last year: worth an introduction."""
    return since > add_months(today, -MONTHS_NEW)


def is_due(confirmed_on: date | None, today: date) -> bool:
    """Return whether it is time to ask if a contact is still right. Source: domain model §10, M1."""
    return confirmed_on is None or (today - confirmed_on).days >= DAYS_CONFIRMED

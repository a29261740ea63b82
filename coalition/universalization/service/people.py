"""Campaigns, and the people who speak for the Convention. The caller commits."""

from datetime import date

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.universalization.models import Campaign, Champion
from coalition.universalization.rules.outreach import Purpose


def open_campaign(
    session: Session,
    *,
    title: str,
    purpose: Purpose,
    starts_on: date,
    ends_on: date | None,
    note: str,
    person_id: int | None,
) -> Campaign:
    """Begin a campaign. Raises RuleBroken when it ends before it begins."""
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("It ends before it begins.", field="ends_on")
    found = Campaign(
        title=title.strip(),
        purpose=purpose,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note.strip(),
        created_by_id=person_id,
    )
    session.add(found)
    session.flush()
    return found


def name_champion(session: Session, champion: Champion, *, today: date) -> Champion:
    """Put a person on the list, with the consent given. Raises RuleBroken without one."""
    if not champion.consent_note.strip():
        raise RuleBroken("Say how the person agreed to be on this list.", field="consent_note")
    if champion.consent_on > today:
        raise RuleBroken("Consent comes before the entry.", field="consent_on")
    session.add(champion)
    session.flush()
    return champion


def withdraw_consent(champion: Champion, *, today: date) -> None:
    """Forget the person; the day remains. Raises RuleBroken when that has been done."""
    if champion.withdrawn_on is not None:
        raise RuleBroken("Consent was withdrawn already.")
    champion.withdrawn_on = today
    champion.name, champion.function, champion.consent_note = "", "", ""

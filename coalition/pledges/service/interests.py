"""Interest that somebody reports of a donor, and the donor's answer; it never counts (I05)."""

from datetime import date

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.pledges.models import ReportedInterest
from coalition.pledges.rules import By, InterestResponse, check_not_future
from coalition.pledges.service.news import ask_donor, tell_answer


def report_interest(
    session: Session, need: Need, *, donor: Organisation, said: When, words: tuple[str, str, str], by: By
) -> ReportedInterest:
    """Record that somebody said a donor is interested; the donor is asked whether it is right.

    `words` are who said it, at which forum, and what.
    """
    reported_by, forum, text = (part.strip() for part in words)
    if not reported_by:
        raise RuleBroken("Say who reported it.", field="reported_by")
    if not text:
        raise RuleBroken("Write what was said.", field="text")
    check_not_future(said.on, by.today, "said_on")
    interest = ReportedInterest(
        donor_id=donor.id,
        need_id=need.id,
        reported_by=reported_by,
        said_on=said.on,
        said_on_precision=said.precision,
        forum=forum,
        text=text,
        recorded_by_id=by.person_id,
        recorded_on=by.today,
    )
    session.add(interest)
    session.flush()
    ask_donor(session, interest, by=by, need=need.title)
    return interest


def answer_interest(
    session: Session,
    interest: ReportedInterest,
    *,
    response: InterestResponse,
    text: str = "",
    not_before: tuple[date | None, str] = (None, ""),
    by: By,
) -> None:
    """Record the donor's own word on what was reported of it; both are shown together from then on (I34).

    `not_before` is the day before which this donor, and only it, is not asked again, and why.
    """
    if response is InterestResponse.NONE:
        raise RuleBroken("Choose an answer.", field="response")
    if interest.response is not InterestResponse.NONE and interest.response_on != by.today:
        raise RuleBroken("You have answered this already.", field="response")
    if response is InterestResponse.CORRECTS and len(text.strip()) < 5:
        raise RuleBroken("Say what is right.", field="text")
    interest.response, interest.response_text, interest.response_on = response, text.strip(), by.today
    interest.responded_by_id = by.person_id
    interest.not_before, interest.not_before_reason = not_before[0], not_before[1].strip()
    session.flush()
    tell_answer(session, interest, by=by, donor=interest.donor.label, need=interest.need.title)

"""A donor states a pledge, changes its words, or grants money onward. The caller commits."""

from typing import Any

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.pledges.models import Pledge, PledgeAllocation, PledgeStep
from coalition.pledges.queries import get_pledge, next_ref
from coalition.pledges.rules import (
    BEFORE_COMMITMENT,
    DAC_CHANNEL,
    FIRM,
    By,
    PledgeStage,
    RecipientScope,
    StepKind,
    Terms,
    check_amount,
    check_not_future,
    check_onward,
    check_step,
    earmarking_of,
)
from coalition.pledges.service.counting import check_pledgeable, recount, value
from coalition.pledges.service.news import tell_state_and_leads
from coalition.rates.service import convert

# What stays open to change once a pledge is firm: facts of the work, not the money and not the partner.
STILL_OPEN = (
    "title",
    "description",
    "activity_type",
    "implementer",
    "places",
    "hazard_areas",
    "target_groups",
    "output_indicator",
    "conditions",
    "gender_marker",
    "disability_marker",
    "continuity",
    "iati_identifier",
    "visibility",
    "lead_id",
    "channel_code",
    "modality",
)
_MONEY = {"amount", "currency", "starts", "ends"}


def express_interest(
    session: Session, *, donor: Organisation, terms: Terms, need: Need | None, by: By
) -> Pledge:
    """Record that a donor itself is interested; no amount is needed and none counts."""
    return _state(session, PledgeStage.EXPRESSION_OF_INTEREST, donor=donor, terms=terms, need=need, by=by)


def offer(session: Session, *, donor: Organisation, terms: Terms, need: Need | None, by: By) -> Pledge:
    """Record a donor's pledge: an intention with an amount or a scope, allocated whole to the need named."""
    return _state(session, PledgeStage.PLEDGE, donor=donor, terms=terms, need=need, by=by)


def amend(session: Session, pledge: Pledge, *, terms: Terms, by: By) -> None:
    """Change the words of a pledge; once it is firm, only those that change neither money nor partner."""
    before = pledge.amount
    if pledge.stage in FIRM:
        for name in STILL_OPEN:
            setattr(pledge, name, getattr(terms, name))
        _write_period(pledge, terms)
    elif pledge.stage in BEFORE_COMMITMENT:
        _check(terms, pledge.stage)
        if terms.amount != pledge.amount and (pledge.allocated > (terms.amount or 0) or pledge.passed_on):
            raise RuleBroken("More is allocated than that; change the allocation first.", field="amount")
        _write(session, pledge, terms)
    else:
        raise RuleBroken("This pledge is over and is kept as it was.")
    pledge.changed_on = by.today
    pledge.row_version += 1
    note(session, pledge, by=by, kind=StepKind.AMENDED, amount_before=before, on=by.today)
    recount(session, pledge, today=by.today)


def grant_onward(
    session: Session, source: Pledge, *, donor: Organisation, terms: Terms, need: Need | None, by: By
) -> Pledge:
    """Record a grant made out of another pledge; inside one boundary it never counts beside its source (I07).

    Its amount, converted to the source's currency at the day's rates, may not exceed what the source holds.
    Raises RuleBroken when the chain would be longer than three, or the source is only an interest.
    """
    if source.amount is None or source.currency is None or terms.amount is None or terms.currency is None:
        raise RuleBroken("Only money can be granted onward.", field="parent")
    if source.root_id is not None and source.root_id != source.parent_id:
        raise RuleBroken("Money is followed over three grants, not further.", field="parent")
    part, _ = convert(
        session, terms.amount, currency=terms.currency, to=source.currency, day=terms.statement_on
    )
    check_onward(source.passed_on + part, source.counted)
    child = offer(session, donor=donor, terms=terms, need=None, by=by)
    child.parent_id, child.root_id, child.parent_amount = source.id, source.root_id or source.id, part
    source.passed_on += part
    session.flush()
    if need is not None:
        allocate_whole(session, child, need)
        recount(session, child, today=by.today)
    return child


def allocate_whole(session: Session, pledge: Pledge, need: Need) -> None:
    """Allocate all of a new pledge to one need."""
    check_pledgeable(need)
    session.add(PledgeAllocation(pledge_id=pledge.id, need_id=need.id, amount=pledge.amount or 0))
    pledge.allocated = pledge.amount or 0
    session.flush()


def note(session: Session, pledge: Pledge, *, by: By, kind: StepKind, **more: Any) -> PledgeStep:
    """Write a line of the pledge's history with the amount as it now stands."""
    facts: dict[str, Any] = {
        "before": pledge.stage,
        "after": pledge.stage,
        "on": by.today,
        "amount": pledge.amount,
        "currency": pledge.currency,
        "amount_usd": pledge.amount_usd,
        "fx_rate_id": pledge.fx_rate_id,
        "person_id": by.person_id,
    }
    step = PledgeStep(pledge_id=pledge.id, kind=kind, **(facts | more))
    session.add(step)
    return step


def again_interested(session: Session, pledge: Pledge, *, by: By) -> None:
    """Bring a lapsed expression of interest back to life."""
    check_step(pledge.stage, PledgeStage.EXPRESSION_OF_INTEREST)
    before, pledge.stage = pledge.stage, PledgeStage.EXPRESSION_OF_INTEREST
    pledge.stage_changed_on = pledge.changed_on = by.today
    note(session, pledge, by=by, kind=StepKind.MOVED, before=before)


def _state(
    session: Session, stage: PledgeStage, *, donor: Organisation, terms: Terms, need: Need | None, by: By
) -> Pledge:
    _check(terms, stage)
    check_not_future(terms.statement_on, by.today, "statement_on")
    pledge = Pledge(
        ref=next_ref(session, _code(donor), by.today.year),
        title=terms.title,
        pillar=terms.pillar,
        donor_id=donor.id,
        stage=stage,
        statement_on=terms.statement_on,
        stage_changed_on=by.today,
        changed_on=by.today,
        created_by_id=by.person_id,
    )
    _write(session, pledge, terms)
    session.add(pledge)
    session.flush()
    note(session, pledge, by=by, kind=StepKind.STATED, before=None, on=terms.statement_on)
    if need is not None:
        if terms.scope is not RecipientScope.COUNTRY or terms.state_id != need.state_id:
            raise RuleBroken("The need is of another country than the pledge.", field="need")
        allocate_whole(session, pledge, need)
    recount(session, pledge, today=by.today)
    tell_state_and_leads(
        session,
        pledge,
        by=by,
        key="stated",
        subject=f"{donor.label}: {stage.replace('_', ' ')} recorded",
        body=f"{donor.label} recorded “{pledge.title}” ({pledge.ref}). It is not yet firm.",
    )
    return get_pledge(session, pledge.id)


def _check(terms: Terms, stage: PledgeStage) -> None:
    check_amount(terms.kind, stage, terms.amount)
    if terms.scope is RecipientScope.COUNTRY and terms.state_id is None:
        raise RuleBroken("Choose the country, or say that the support is regional or global.", field="state")
    if terms.scope is not RecipientScope.COUNTRY and terms.state_id is not None:
        raise RuleBroken("Regional or global support names no country.", field="state")
    if terms.scope is RecipientScope.REGIONAL and not terms.region.strip():
        raise RuleBroken("Name the region or the regional body.", field="region")
    if terms.amount is not None and not terms.currency:
        raise RuleBroken("Choose the currency.", field="currency")


def _write(session: Session, pledge: Pledge, terms: Terms) -> None:
    value(session, pledge, amount=terms.amount, currency=terms.currency, on=terms.statement_on)
    for name in Terms.__dataclass_fields__:
        if name not in _MONEY:
            setattr(pledge, name, getattr(terms, name))
    pledge.earmarking = earmarking_of(terms.modality) if terms.modality else None
    if terms.channel is not None and not terms.channel_code:
        pledge.channel_code = DAC_CHANNEL[terms.channel]
    _write_period(pledge, terms)


def _write_period(pledge: Pledge, terms: Terms) -> None:
    if terms.starts and terms.ends and terms.ends.last < terms.starts.first:
        raise RuleBroken("The work must end after it begins.", field="ends")
    if terms.ends and not terms.starts:
        raise RuleBroken("Say when the work begins.", field="starts")
    for name, when in (("starts_on", terms.starts), ("ends_on", terms.ends)):
        setattr(pledge, name, when.on if when else None)
        if when:
            setattr(pledge, f"{name}_precision", when.precision)


def _code(donor: Organisation) -> str:
    """Return the ISO3 code of a government, else the first letters of the short name."""
    if donor.state is not None and donor.kind == "government":
        return donor.state.iso3
    letters = "".join(mark for mark in donor.label.upper() if mark.isascii() and mark.isalnum())
    return letters[:6] or f"ORG{donor.id}"

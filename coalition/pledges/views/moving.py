"""The steps up the ladder, each on one screen."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.core.money import to_decimal
from coalition.core.when import When
from coalition.db import current_session
from coalition.duplication.queries.flags import blocks_contracting
from coalition.pledges import service
from coalition.pledges.forms import (
    CommitForm,
    CompleteForm,
    ContractForm,
    GiveForm,
    ToPledgeForm,
    money_of,
)
from coalition.pledges.rules import ChannelType, PledgeStage
from coalition.pledges.service import Proof
from coalition.pledges.views.choosing import offer_organisations
from coalition.pledges.views.room import bp, by, pledge_for
from coalition.pledges.views.running import paper_of, run
from coalition.web.access import allow
from coalition.web.choices import options


@bp.route("/pledges/<int:pledge_id>/move/<any(pledge):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_SOFT)
def move_soft(pledge_id: int, then: str) -> str | Response:
    """An interest becomes a pledge, with its amount or scope."""
    pledge = pledge_for(Act.PLEDGE_MOVE_SOFT, pledge_id)
    form = ToPledgeForm(
        data={
            "amount": to_decimal(pledge.amount, pledge.currency)
            if pledge.amount and pledge.currency
            else None,
            "currency": pledge.currency or "",
            "expected_commitment_on": When(pledge.expected_commitment_on)
            if pledge.expected_commitment_on
            else None,
            "on": When(today()),
        }
        if request.method == "GET"
        else None
    )

    def act() -> None:
        amount, currency = money_of(form)
        proof = Proof(
            on=form.on.data.on,
            evidence=form.evidence.data or "",
            file_id=paper_of(form),
            amount=amount,
            currency=currency,
            expected_commitment_on=form.expected_commitment_on.data.last,
        )
        service.move(current_session(), pledge, then=PledgeStage.PLEDGE, proof=proof, by=by())

    return run(
        form,
        pledge,
        act,
        title=_("Make it a pledge"),
        done=_("The pledge is recorded. It counts as soft money."),
    )


@bp.route("/pledges/<int:pledge_id>/move/<any(commitment):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def commit(pledge_id: int, then: str) -> str | Response:
    """A pledge becomes firm: a written obligation."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    start = {
        "on": When(today()),
        "channel": pledge.channel.value if pledge.channel else "",
        "channel_organisation": str(pledge.channel_organisation_id or ""),
    }
    form = CommitForm(data=start if request.method == "GET" else None)
    form.channel.choices = options(ChannelType, blank=True)
    offer_organisations(current_session(), form.channel_organisation)

    def act() -> None:
        chosen = form.channel_organisation.data or ""
        proof = Proof(
            on=form.on.data.on,
            evidence=form.evidence.data or "",
            file_id=paper_of(form),
            channel=ChannelType(form.channel.data),
            channel_organisation_id=int(chosen) if chosen.isdigit() else None,
            over_reason=form.over_reason.data or "",
        )
        service.move(current_session(), pledge, then=PledgeStage.COMMITMENT, proof=proof, by=by())

    return run(
        form, pledge, act, title=_("Record commitment"), done=_("The commitment is recorded. It is firm now.")
    )


@bp.route("/pledges/<int:pledge_id>/move/<any(contracted):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def contract(pledge_id: int, then: str) -> str | Response:
    """The agreement with the channel is signed; an open likely duplicate asks for a word first."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = ContractForm(data={"on": When(today())} if request.method == "GET" else None)
    flag = blocks_contracting(current_session(), pledge_id)

    def act() -> None:
        standing_in_the_way = blocks_contracting(current_session(), pledge_id)
        proof = Proof(
            on=form.on.data.on,
            evidence=form.evidence.data or "",
            file_id=paper_of(form),
            contract_ref=form.contract_ref.data,
            highest_open_score=standing_in_the_way.score if standing_in_the_way else 0,
            seen_reason=form.seen_reason.data or "",
        )
        service.move(current_session(), pledge, then=PledgeStage.CONTRACTED, proof=proof, by=by())

    without = () if flag else ("seen_reason",)
    return run(
        form,
        pledge,
        act,
        title=_("Record contract"),
        done=_("The contract is recorded."),
        flag=flag,
        without=without,
    )


@bp.route("/pledges/<int:pledge_id>/move/<any(disbursing):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def give(pledge_id: int, then: str) -> str | Response:
    """Support without money is being given: equipment, people, a host, a voice."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = GiveForm(data={"on": When(today())} if request.method == "GET" else None)

    def act() -> None:
        proof = Proof(on=form.on.data.on, evidence=form.evidence.data or "", file_id=paper_of(form))
        service.move(current_session(), pledge, then=PledgeStage.DISBURSING, proof=proof, by=by())

    return run(
        form, pledge, act, title=_("It is being given"), done=_("Recorded: the support is being given.")
    )


@bp.route("/pledges/<int:pledge_id>/move/<any(completed):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def complete(pledge_id: int, then: str) -> str | Response:
    """All is paid and the last report accepted."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = CompleteForm(data={"on": When(today())} if request.method == "GET" else None)

    def act() -> None:
        proof = Proof(on=form.on.data.on, evidence=form.evidence.data or "", file_id=paper_of(form))
        service.move(current_session(), pledge, then=PledgeStage.COMPLETED, proof=proof, by=by())

    return run(form, pledge, act, title=_("Complete"), done=_("The pledge is complete."))

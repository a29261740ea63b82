"""Votes of the General Assembly: totals, files of votes, and the list that a change of votes makes."""

from dataclasses import asdict

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act, may
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.universalization.forms import TasksForm, VotesForm
from coalition.universalization.queries.votes import list_changed, list_recorded, list_totals, votes_of
from coalition.universalization.readers import read_votes
from coalition.universalization.rules.outreach import Channel, Purpose
from coalition.universalization.rules.votes import Change, Vote, VoteStage
from coalition.universalization.service.outreach import Plan, plan_many
from coalition.universalization.service.votes import take_votes
from coalition.universalization.views.room import bodies_of, bp, chosen
from coalition.web.access import allow, me, standing
from coalition.web.choices import capital, options, word

MOST_REFUSED = 50


@bp.get("/votes")
@allow(Act.OUTREACH_SEE)
def votes() -> str:
    """The votes by year, each as its source gives it; and the ballots of which votes by State are known."""
    session = current_session()
    totals = list_totals(session)
    recorded = list_recorded(session, totals)
    return render_template(
        "universalization/votes.html",
        totals=totals,
        recorded=recorded,
        newest=_newest([one.ballot for one in recorded]),
        may_keep=may(standing(), Act.VOTES_KEEP),
    )


@bp.get("/votes/compare")
@allow(Act.OUTREACH_SEE)
def compare() -> str:
    """The States whose vote changed between two years: an invitation to talk."""
    session, change = current_session(), _change()
    recorded = list_recorded(session, [])
    form = TasksForm(
        organisation=None, occasion=_("Vote of %(year)s", year=change.after), when=None, formdata=None
    )
    form.organisation.choices = chosen(bodies_of(session, standing()))
    return render_template(
        "universalization/compare.html",
        change=change,
        votes=_pairs(Vote),
        stages=_pairs(VoteStage),
        years=[(str(year), str(year)) for year in sorted({one.ballot[0] for one in recorded})],
        known={one.ballot for one in recorded},
        states=list_changed(session, change),
        form=form,
        may_plan=may(standing(), Act.OUTREACH_PLAN),
    )


@bp.post("/votes/tasks")
@allow(Act.OUTREACH_PLAN)
def tasks() -> Response:
    """Plan one approach to each State whose vote changed; who asked to wait is left out and named."""
    session, form, change = current_session(), TasksForm(), _change()
    form.organisation.choices = chosen(bodies_of(session, standing()))
    if not form.validate_on_submit():
        flash(_("Say in whose name, when and about what."))
        return redirect(url_for("universalization.compare", **asdict(change)))
    calendar = url_for("universalization.calendar")
    with transaction(session):
        claim_once(session, form.once.data, calendar, now())
        stand, left = plan_many(
            session,
            list_changed(session, change),
            organisation_id=int(form.organisation.data),
            plan_of=Plan(Purpose.UNGA_VOTE, Channel.CALL, form.when.data, form.occasion.data.strip()),
            person_id=me().id,
            today=today(),
        )
    flash(_("%(count)s tasks stand in the calendar.", count=stand))
    if left:
        flash(_("Left out, since they asked to wait: %(names)s.", names=", ".join(s.label for s in left)))
    return redirect(calendar)


@bp.route("/votes/import", methods=["GET", "POST"])
@allow(Act.VOTES_KEEP)
def take() -> str | Response:
    """Take over the votes of a year from a file; every row that is refused is named."""
    session, form = current_session(), VotesForm()
    form.stage.choices = options(VoteStage)
    refused: list[tuple[int, str]] = []
    if form.validate_on_submit():
        try:
            refused = _taken(form)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            ballot = (int(form.year.data), VoteStage(form.stage.data))
            flash(_("%(count)s votes are on record.", count=len(votes_of(session, ballot))))
            if not refused:
                return redirect(url_for("universalization.votes"))
    return render_template(
        "universalization/take.html", form=form, refused=refused[:MOST_REFUSED], more=len(refused)
    )


def _taken(form: VotesForm) -> list[tuple[int, str]]:
    """Read the file and keep its votes; return the rows refused. Raises RuleBroken."""
    if not form.file.data:
        raise RuleBroken("Choose a file.", field="file")
    content = form.file.data.read()
    form.file.data.close()
    read, session = read_votes(content), current_session()
    with transaction(session):
        claim_once(session, form.once.data, url_for("universalization.votes"), now())
        return take_votes(
            session,
            (int(form.year.data), VoteStage(form.stage.data)),
            read,
            source=form.source.data or "",
            today=today(),
        )


def _newest(ballots: list[tuple[int, VoteStage]]) -> dict[str, str | int] | None:
    """Return the newest two years of one kind of ballot, as the address of a comparison; None without two."""
    for stage in VoteStage:
        years = sorted(year for year, at in ballots if at is stage)[-2:]
        if len(years) == 2:
            return {"stage": stage.value, "before": years[0], "after": years[1]}
    return None


def _change() -> Change:
    """Return the comparison that the address asks for; what it does not say is yes before, absent after."""
    year = today().year
    stages = [stage for stage in VoteStage if stage.value == request.args.get("stage")]
    return Change(
        stage=stages[0] if stages else VoteStage.FIRST_COMMITTEE,
        before=_year("before", year - 1),
        after=_year("after", year),
        was=_vote("was", Vote.YES),
        then=_vote("then", Vote.ABSENT),
    )


def _year(name: str, default: int) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else default


def _vote(name: str, default: Vote) -> Vote:
    text = request.args.get(name, "")
    return next((vote for vote in Vote if vote.value == text), default)


def _pairs(kinds: type[Vote] | type[VoteStage]) -> list[tuple[str, str]]:
    return [(one.value, capital(word(one))) for one in kinds]

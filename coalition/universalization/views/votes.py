"""Votes of the General Assembly: totals, files of votes, and the list that a change of votes makes."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act, may
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.universalization.forms import TasksForm, VotesForm
from coalition.universalization.queries.votes import list_changed, list_totals, votes_of, years_on_record
from coalition.universalization.readers import read_votes
from coalition.universalization.rules.outreach import Channel, Purpose
from coalition.universalization.rules.votes import Vote, counted
from coalition.universalization.service.outreach import Plan, plan_many
from coalition.universalization.service.votes import take_votes
from coalition.universalization.views.room import bodies_of, bp, chosen
from coalition.web.access import allow, me, standing
from coalition.web.choices import capital, word

MOST_REFUSED = 50


@bp.get("/votes")
@allow(Act.OUTREACH_SEE)
def votes() -> str:
    """The votes by year, each as its source gives it."""
    session = current_session()
    years = years_on_record(session)
    return render_template(
        "universalization/votes.html",
        totals=list_totals(session),
        years=years,
        newest=list(years)[-2:],
        may_keep=may(standing(), Act.VOTES_KEEP),
    )


@bp.get("/votes/compare")
@allow(Act.OUTREACH_SEE)
def compare() -> str:
    """The States whose vote changed between two years: an invitation to talk."""
    session = current_session()
    before, after = _year("before"), _year("after")
    was, then = _vote("was", Vote.YES), _vote("then", Vote.ABSENT)
    form = TasksForm(organisation=None, occasion=_("Vote of %(year)s", year=after), when=None, formdata=None)
    form.organisation.choices = chosen(bodies_of(session, standing()))
    return render_template(
        "universalization/compare.html",
        before=before,
        after=after,
        was=was,
        then=then,
        votes=[(vote.value, capital(word(vote))) for vote in Vote],
        years=[(str(year), str(year)) for year in years_on_record(session)],
        states=list_changed(session, before, after, was=was, now=then),
        counted=counted(votes_of(session, after)),
        form=form,
        may_plan=may(standing(), Act.OUTREACH_PLAN),
    )


@bp.post("/votes/tasks")
@allow(Act.OUTREACH_PLAN)
def tasks() -> Response:
    """Make one approach to plan for each State whose vote changed."""
    session, form = current_session(), TasksForm()
    form.organisation.choices = chosen(bodies_of(session, standing()))
    back = url_for(
        "universalization.compare",
        before=_year("before"),
        after=_year("after"),
        was=_vote("was", Vote.YES).value,
        then=_vote("then", Vote.ABSENT).value,
    )
    if not form.validate_on_submit():
        flash(_("Say in whose name, when and about what."))
        return redirect(back)
    try:
        with transaction(session):
            claim_once(session, form.once.data, url_for("universalization.calendar"), now())
            made, standing_already = plan_many(
                session,
                list_changed(
                    session,
                    _year("before"),
                    _year("after"),
                    was=_vote("was", Vote.YES),
                    now=_vote("then", Vote.ABSENT),
                ),
                organisation_id=int(form.organisation.data),
                plan_of=Plan(Purpose.UNGA_VOTE, Channel.CALL, form.when.data, form.occasion.data.strip()),
                person_id=me().id,
                today=today(),
            )
    except RuleBroken:
        flash(_("A State of the list asked to wait; plan the others one by one."))
        return redirect(back)
    flash(_("%(made)s tasks are planned; %(old)s stood already.", made=made, old=standing_already))
    return redirect(url_for("universalization.calendar"))


@bp.route("/votes/import", methods=["GET", "POST"])
@allow(Act.VOTES_KEEP)
def take() -> str | Response:
    """Take over the votes of a year from a file; every row that is refused is named."""
    session, form = current_session(), VotesForm()
    refused: list[tuple[int, str]] = []
    if form.validate_on_submit():
        try:
            if not form.file.data:
                raise RuleBroken("Choose a file.", field="file")
            content = form.file.data.read()
            form.file.data.close()
            read = read_votes(content)
            with transaction(session):
                claim_once(session, form.once.data, url_for("universalization.votes"), now())
                refused = take_votes(
                    session, form.year.data or 0, read, source=form.source.data or "", today=today()
                )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("%(count)s votes are on record.", count=len(votes_of(session, form.year.data or 0))))
            if not refused:
                return redirect(url_for("universalization.votes"))
    return render_template(
        "universalization/take.html", form=form, refused=refused[:MOST_REFUSED], more=len(refused)
    )


def _year(name: str) -> int:
    text = request.values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today().year


def _vote(name: str, default: Vote) -> Vote:
    text = request.values.get(name, "")
    return next((vote for vote in Vote if vote.value == text), default)

"""The ISU's own money: budget, contributions, refunds. No coalition money is counted here."""

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.committee.forms.library import BudgetForm, EntryForm, StatementForm
from coalition.committee.models import IsuEntry
from coalition.committee.queries.library import (
    find_budget,
    get_entry,
    list_entries,
    list_statements,
    list_years,
)
from coalition.committee.rules.money import Entry, EntryKind, sums_of
from coalition.committee.service import library as service
from coalition.committee.views.room import bp, deed, run, state_choices
from coalition.core.clock import today
from coalition.core.errors import NotFound
from coalition.core.money import to_minor
from coalition.db import current_session
from coalition.web.access import allow
from coalition.web.choices import options


@bp.get("/budget")
@allow(Act.COMMITTEE_SEE)
def budget() -> str:
    """A year of the ISU's money: what was stated, and what the entries here add up to."""
    session = current_session()
    years = list_years(session)
    asked = request.args.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0] if years else None
    found = find_budget(session, year) if year else None
    entries = list_entries(session, found.id) if found else []
    sums = sums_of(_as_rule(entry) for entry in entries)
    return render_template(
        "committee/budget.html",
        years=[(str(one), str(one)) for one in years],
        year=year,
        budget=found,
        entries=entries,
        sums=sums,
        share=sums.share_of(found.amount if found else None),
        statements=list_statements(session, year) if year else [],
    )


def _as_rule(entry: IsuEntry) -> Entry:
    return Entry(entry.state_id, entry.kind, entry.amount, earmarked=bool(entry.earmark))


@bp.route("/budget/year", methods=["GET", "POST"])
@allow(Act.ISU_BUDGET_KEEP)
def set_budget() -> str | Response:
    """Record the budget of a year."""
    session, form = current_session(), BudgetForm()
    if form.year.data is None and not form.is_submitted():
        form.year.data = today().year
    return run(
        form,
        lambda: service.set_budget(
            session,
            year=form.year.data,
            amount=to_minor(form.amount.data, form.currency.data),
            currency=form.currency.data,
            as_of=form.as_of.data.last,
            source=form.source.data,
        ),
        back=lambda: url_for("committee.budget", year=form.year.data),
        words=(_("Budget of a year"), _("Record budget"), _("The budget is on record.")),
    )


@bp.route("/budget/<int:year>/entries/new", methods=["GET", "POST"])
@allow(Act.ISU_BUDGET_KEEP)
def enter_money(year: int) -> str | Response:
    """Record a contribution, or what went back."""
    session, form = current_session(), EntryForm()
    found = find_budget(session, year)
    if found is None:
        raise NotFound(f"budget of {year}")
    form.kind.choices, form.state.choices = options(EntryKind), state_choices()

    def act() -> Any:
        return service.enter_money(
            session,
            found,
            state_id=int(form.state.data),
            kind=EntryKind(form.kind.data),
            amount=to_minor(form.amount.data, found.currency),
            earmark=form.earmark.data or "",
            paid=form.paid.data,
            source=form.source.data,
        )

    return run(
        form,
        act,
        back=url_for("committee.budget", year=year),
        words=(
            _("Money of the ISU, %(year)s, in %(currency)s", year=year, currency=found.currency),
            _("Record"),
            _("Recorded."),
        ),
    )


@bp.post("/budget/entries/<int:entry_id>/take-back")
@allow(Act.ISU_BUDGET_KEEP)
def take_back(entry_id: int) -> Response:
    """Take out an entry that was typed in by mistake."""
    session = current_session()
    entry = get_entry(session, entry_id)

    def act() -> object:
        service.take_back(session, entry)
        return _("The entry is taken out; the log keeps it.")

    return deed(act, back=url_for("committee.budget"))


@bp.route("/budget/statements/new", methods=["GET", "POST"])
@allow(Act.ISU_BUDGET_KEEP)
def state_share() -> str | Response:
    """Record how many States contribute and for which part of the budget, as it was stated."""
    session, form = current_session(), StatementForm()
    return run(
        form,
        lambda: service.state_share(
            session,
            year=form.year.data,
            contributors=form.contributors.data,
            share=form.share.data,
            said_on=form.said_on.data.last,
            source=form.source.data,
        ),
        back=lambda: url_for("committee.budget", year=form.year.data),
        words=(_("What was stated of a year"), _("Record"), _("Recorded.")),
    )

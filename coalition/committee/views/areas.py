"""Thematic areas and who holds which office."""

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.committee.forms.plans import HandoverForm, TermForm
from coalition.committee.queries.offices import get_term, list_areas, list_terms
from coalition.committee.rules.offices import Office
from coalition.committee.service import offices as service
from coalition.committee.views.room import bp, day_asked, run, state_choices, theme_choices, theme_of
from coalition.core.clock import today
from coalition.db import current_session
from coalition.states.queries import get_state_by_id
from coalition.web.access import allow, require
from coalition.web.choices import options


@bp.get("/areas")
@allow(Act.COMMITTEE_SEE)
def areas() -> str:
    """Each thematic area with its coordinators on a day, and all terms on record."""
    session, day = current_session(), day_asked()
    terms = list_terms(session)
    found = list_areas(session)
    now_held = [term for term in terms if term.as_term.holds(day)]
    return render_template(
        "committee/areas.html",
        areas=found,
        names={area.code: area.name for area in found},
        held={area.code: [term for term in now_held if term.theme == area.code] for area in found},
        others=[term for term in now_held if term.theme is None],
        terms=terms,
        day=day,
    )


@bp.route("/terms/new", methods=["GET", "POST"])
@allow(Act.OFFICE_KEEP)
def enter_term() -> str | Response:
    """Record that a State holds an office for a time."""
    session, form = current_session(), TermForm()
    form.office.choices, form.theme.choices = options(Office), theme_choices()
    form.state.choices = state_choices()
    if form.office.data is None:
        form.office.data = Office.COORDINATOR.value
    return run(
        form,
        lambda: service.enter_term(
            session,
            office=Office(form.office.data),
            theme=theme_of(form.theme.data),
            state=get_state_by_id(session, int(form.state.data)),
            starts=form.starts.data,
            ends=form.ends.data,
            from_meeting=form.from_meeting.data or "",
            to_meeting=form.to_meeting.data or "",
            source=form.source.data,
        ),
        back=url_for("committee.areas"),
        words=(_("Enter an office term"), _("Enter term"), _("The term is on record.")),
    )


@bp.route("/terms/<int:term_id>/handover", methods=["GET", "POST"])
@allow(Act.HANDOVER_WRITE)
def hand_over(term_id: int) -> str | Response:
    """Write what the next holder needs to know."""
    term = get_term(current_session(), term_id)
    require(Act.HANDOVER_WRITE, term)
    form = HandoverForm(note=term.handover_note)
    return run(
        form,
        lambda: service.hand_over(term, note=form.note.data, today=today()),
        back=url_for("committee.areas"),
        words=(
            _("Handover of %(state)s", state=term.state.label),
            _("Keep note"),
            _("The handover note is kept."),
        ),
    )

"""Champions and special envoys, with their consent; regional workshops; regions."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.db import current_session, transaction
from coalition.states.queries import list_all_states
from coalition.universalization.forms import ChampionForm
from coalition.universalization.models import Champion
from coalition.universalization.queries.calendar import get_champion, list_champions, list_workshops
from coalition.universalization.queries.regions import list_regional_organisations, list_regions
from coalition.universalization.service.people import name_champion, withdraw_consent
from coalition.universalization.views.room import bp, run
from coalition.web.access import allow


@bp.get("/champions")
@allow(Act.CHAMPION_KEEP)
def champions() -> str:
    """Who agreed to speak for the Convention."""
    return render_template("universalization/champions.html", champions=list_champions(current_session()))


@bp.route("/champions/new", methods=["GET", "POST"])
@allow(Act.CHAMPION_KEEP)
def champion() -> str | Response:
    """Put a person on the list, with the consent given."""
    session, form = current_session(), ChampionForm()
    states = {state.iso3: state.id for state in list_all_states(session)}
    form.state.choices = [
        SelectChoice("", ""),
        *(SelectChoice(state.iso3, state.label) for state in list_all_states(session)),
    ]

    def act() -> object:
        person = Champion(
            state_id=states[form.state.data] if form.state.data else None,
            name=(form.name.data or "").strip(),
            function=(form.function.data or "").strip(),
            is_envoy=bool(form.is_envoy.data),
            consent_on=form.consent_on.data.on,
            consent_note=form.consent_note.data or "",
        )
        return name_champion(session, person, today=today())

    words = (_("Add a champion"), _("Save"), _("The person is on the list."))
    return run(form, act, back=url_for("universalization.champions"), here=_("Champions"), words=words)


@bp.post("/champions/<int:champion_id>/withdraw")
@allow(Act.CHAMPION_KEEP)
def withdraw(champion_id: int) -> Response:
    """Forget a person who takes the consent back."""
    session = current_session()
    with transaction(session):
        withdraw_consent(get_champion(session, champion_id), today=today())
    flash(_("The person is forgotten here."))
    return redirect(url_for("universalization.champions"))


@bp.get("/workshops")
@allow(Act.OUTREACH_SEE)
def workshops() -> str:
    """Regional workshops, with the figures as each source gives them."""
    return render_template("universalization/workshops.html", workshops=list_workshops(current_session()))


@bp.get("/regions")
@allow(Act.OUTREACH_SEE)
def regions() -> str:
    """Each region as it stood on a day: who is party, who signed, who is neither."""
    session, on = current_session(), _day(request.args.get("on", ""))
    return render_template(
        "universalization/regions.html",
        on=on,
        regions=list_regions(session, on),
        bodies=list_regional_organisations(session),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()

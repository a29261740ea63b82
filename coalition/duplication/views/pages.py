"""The queue of questions and the page of one: both records side by side, the reasons, and what people say."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from coalition.auth.policy import Act, Standing, may
from coalition.auth.rules import Rank, Role, Theme
from coalition.core.clock import today
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.duplication.forms import AskForm, DismissManyForm, OutcomeForm, WordsForm
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.queries.flags import (
    Reach,
    Wanted,
    get_flag,
    list_decisions,
    list_flags,
    list_replies,
    list_similar_decisions,
)
from coalition.duplication.queries.states import names_of, states_with_flags
from coalition.duplication.rules.flags import (
    DAYS_TO_ANSWER,
    DECIDED,
    REASONS,
    WAITING,
    FlagKind,
    FlagStatus,
    Outcome,
    working_days_after,
)
from coalition.duplication.service.deciding import silent_parties
from coalition.duplication.views.room import bp
from coalition.duplication.views.rows import reasons_of, rows_of, summary_of, time_bars
from coalition.duplication.views.words import (
    TONES,
    href_of,
    kind_words,
    outcome_words,
    reopened_words,
    side_words,
    verdict_words,
)
from coalition.states.queries import labels_by_iso3
from coalition.web.access import allow, require, standing
from coalition.web.choices import options
from coalition.web.forms import Form

GROUPS = {"waiting": WAITING, "settled": DECIDED, "obsolete": frozenset({FlagStatus.OBSOLETE})}
WORDS = {
    "kind_words": kind_words,
    "side_words": side_words,
    "verdict_words": verdict_words,
    "outcome_words": outcome_words,
    "href_of": href_of,
    "tones": TONES,
}


@bp.get("")
@allow(Act.FLAG_SEE)
def index() -> str:
    """The questions that wait, those that matter most first."""
    return render_queue(DismissManyForm())


@bp.get("/<int:flag_id>")
@allow(Act.FLAG_SEE)
def show(flag_id: int) -> str:
    """One question on one screen."""
    flag = get_flag(current_session(), flag_id)
    require(Act.FLAG_SEE, flag)
    return render_flag(flag, {})


def reach_of(who: Standing) -> Reach:
    """Return whose questions somebody may see, as the policy table says it of a single one."""
    everywhere = any(
        (held.role is Role.COORDINATOR and held.theme is Theme.ICA)
        or (held.role is Role.ISU and held.rank is Rank.MEMBER)
        for held in who.held
    )
    led = who.lead_states if Role.DONOR in who.roles else frozenset()
    return Reach(everywhere, who.state_ids | led, who.organisation_ids)


def render_queue(form: DismissManyForm) -> str:
    """Return the page of the queue, with the form for dismissing several."""
    session, asked = current_session(), request.args
    reach = reach_of(standing())
    wanted = _wanted(asked)
    form.reason.choices = options(REASONS[Outcome.DISMISSED])
    page = list_flags(session, reach, wanted, page_number(asked.get("page")))
    return render_template(
        "duplication/index.html",
        page=page,
        form=form,
        wanted=wanted,
        fields=_filters(asked, states_with_flags(session, reach)),
        may_dismiss=may(standing(), Act.FLAG_DECIDE) and wanted.statuses == WAITING,
        **WORDS,
    )


def render_flag(flag: DuplicationFlag, forms: Mapping[str, Form]) -> str:
    """Return the page of one question; `forms` are those sent and refused, by name."""
    session = current_session()
    decisions = list_decisions(session, flag.id)
    owners = names_of(session, flag.owner_ids)
    waits = flag.status in WAITING
    return render_template(
        "duplication/show.html",
        flag=flag,
        left=_head(flag, "left"),
        right=_head(flag, "right"),
        rows=rows_of(flag, labels_by_iso3(session)),
        reasons=reasons_of(flag),
        summed=summary_of(flag),
        bars=time_bars(flag),
        decisions=decisions,
        replies=list_replies(session, flag.id),
        similar=list_similar_decisions(session, flag),
        changes=reopened_words(flag),
        silent=silent_parties(session, flag, today=today()),
        waited_until=working_days_after(flag.opened_on, DAYS_TO_ANSWER),
        outcomes=_outcome_forms(forms, owners) if waits and may(standing(), Act.FLAG_DECIDE, flag) else [],
        ask=_ask_form(forms, owners) if waits and owners else None,
        reply=forms.get("reply") or WordsForm(prefix="reply", formdata=None),
        resolve=forms.get("resolve") or WordsForm(prefix="resolve", formdata=None),
        objection=forms.get("object") or WordsForm(prefix="object", formdata=None),
        waits=waits,
        decided=flag.status in DECIDED,
        **WORDS,
    )


def _head(flag: DuplicationFlag, side: str) -> dict[str, Any]:
    kind, number = getattr(flag, f"{side}_kind"), getattr(flag, f"{side}_id")
    facts = flag.facts.get(side, {})
    notes = [facts.get("owner"), facts.get("source"), _verified(facts)]
    return {
        "over": side_words(kind),
        "title": facts.get("title") or _("without a title"),
        "href": href_of(kind, number),
        "note": " · ".join(note for note in notes if note),
    }


def _verified(facts: Mapping[str, Any]) -> str:
    on = facts.get("verified_on")
    return str(_("verified %(day)s", day=on) if on else _("not yet verified"))


def _wanted(asked: Mapping[str, str]) -> Wanted:
    kinds = {kind.value: kind for kind in FlagKind}
    state, band = asked.get("state", ""), asked.get("band", "")
    return Wanted(
        statuses=GROUPS.get(asked.get("status", ""), WAITING),
        kind=kinds.get(asked.get("kind", "")),
        state_id=int(state) if state.isascii() and state.isdigit() and len(state) < 9 else None,
        likely={"likely": True, "possible": False}.get(band),
    )


def _filters(asked: Mapping[str, str], states: Mapping[int, str]) -> list[dict[str, Any]]:
    status = [("", _("Waiting")), ("settled", _("Settled")), ("obsolete", _("Obsolete"))]
    kinds = [("", _("All"))] + [(kind.value, kind_words(kind)) for kind in FlagKind]
    bands = [("", _("All")), ("likely", _("Likely")), ("possible", _("Possible"))]
    listed = [("", _("All"))] + [(str(number), name) for number, name in states.items()]
    return [
        {"name": "status", "label": _("Status"), "value": asked.get("status", ""), "choices": status},
        {"name": "kind", "label": _("Question"), "value": asked.get("kind", ""), "choices": kinds},
        {"name": "band", "label": _("How likely"), "value": asked.get("band", ""), "choices": bands},
        {"name": "state", "label": _("State"), "value": asked.get("state", ""), "choices": listed},
    ]


def _outcome_forms(forms: Mapping[str, Form], owners: Mapping[int, str]) -> list[tuple[Outcome, Form]]:
    found = []
    for outcome in Outcome:
        form: Any = forms.get(outcome.value) or OutcomeForm(
            formdata=None, prefix=outcome.value, data={"outcome": outcome.value}
        )
        form.reason.choices = options(REASONS[outcome])
        form.remedy_owner.choices = [(str(owner), name) for owner, name in owners.items()]
        if outcome is not Outcome.CONFIRMED_DUPLICATE:
            del form.remedy_owner
            del form.remedy_by
        if outcome is Outcome.DISMISSED:
            del form.heard
        found.append((outcome, form))
    return found


def _ask_form(forms: Mapping[str, Form], owners: Mapping[int, str]) -> Form:
    form: Any = forms.get("ask") or AskForm(formdata=None)
    form.organisation.choices = [(str(owner), name) for owner, name in owners.items()]
    return form  # type: ignore[no-any-return]

"""The board of suggestions with its what-if, and the proposals under way."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for

from coalition.auth.policy import Act, may
from coalition.auth.rules import Role
from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.db import current_session
from coalition.pairing.queries.board import board_of
from coalition.pairing.queries.kept import list_proposals
from coalition.pairing.rules.assigning import Plan, assign
from coalition.pairing.rules.facts import Board, Seeker
from coalition.pairing.rules.reasons import reasons_against, reasons_for
from coalition.pairing.rules.scoring import FIT_WORDS, Pair, fit_of
from coalition.pairing.views.room import bp
from coalition.treaty.rules.said import Said
from coalition.web.access import allow, standing
from coalition.web.said import told
from coalition.web.words import in_words

MOST_SHOWN = 60


@bp.get("/")
@allow(Act.PAIRING_SEE)
def index() -> str:
    """Who is suggested to whom, over all at once; locks and exclusions come in the address."""
    session, sight = current_session(), states_in_sight()
    locked, excluded = _locks(), _numbers("exclude")
    board = board_of(session, today())
    words = ""
    try:
        plan = assign(board, locked=locked, excluded=excluded)
    except RuleBroken as broken:
        words = in_words(broken)
        plan = assign(board, excluded=excluded)
    rows = [
        _row(seeker, plan, locked) for seeker in board.seekers if sight is None or seeker.state_id in sight
    ]
    return render_template(
        "pairing/index.html",
        rows=rows[:MOST_SHOWN],
        more=max(0, len(rows) - MOST_SHOWN),
        words=words,
        proposals=list_proposals(session, state_ids=sight),
        excluded=_names(board, excluded),
        what_if=bool(locked or excluded),
        may_suggest=may(standing(), Act.PAIRING_SUGGEST),
    )


@bp.get("/asked")
@allow(Act.PAIRING_ANSWER)
def asked() -> str:
    """What a donor was sounded out or invited for; never before the State has consented."""
    found = list_proposals(current_session(), donor_ids=standing().organisation_ids)
    return render_template("pairing/asked.html", proposals=found)


def states_in_sight() -> Collection[int] | None:
    """Return the States whose suggestions the reader sees; None: all."""
    who = standing()
    return None if who.roles & {Role.COORDINATOR, Role.ISU} else who.state_ids


def _numbers(name: str) -> list[int]:
    return [int(text) for text in request.args.getlist(name) if text.isascii() and text.isdigit()]


def _locks() -> dict[int, int]:
    pairs = [text.partition("-")[::2] for text in request.args.getlist("lock")]
    return {int(state): int(donor) for state, donor in pairs if state.isdigit() and donor.isdigit()}


def _names(board: Board, ids: Collection[int]) -> list[str]:
    return [one.name for one in board.candidates if one.organisation_id in ids]


def _row(seeker: Seeker, plan: Plan, locked: dict[int, int]) -> dict[str, Any]:
    return {
        "seeker": seeker,
        "locked": seeker.state_id in locked,
        "pairs": [_pair(pair, plan) for pair in plan.ranked[seeker.state_id]],
    }


def _pair(pair: Pair, plan: Plan) -> dict[str, Any]:
    donor_id, state_id = pair.candidate.organisation_id, pair.seeker.state_id
    return {
        "donor": pair.candidate,
        "coalition_id": pair.seeker.coalition_id,
        "fit": _fit(pair),
        "assigned": plan.pairs.get(state_id) is pair,
        "reasons": [told(said) for said in reasons_for(pair)],
        "against": [told(said) for said in reasons_against(pair, today())],
        "lock": _with("lock", f"{state_id}-{donor_id}"),
        "exclude": _with("exclude", str(donor_id)),
    }


def _fit(pair: Pair) -> str:
    return told(Said(FIT_WORDS[fit_of(pair.score)]))


def _with(name: str, value: str) -> str:
    """Return the address of this page with one more lock or exclusion."""
    values = {key: request.args.getlist(key) for key in ("lock", "exclude")}
    if value not in values[name]:
        values[name].append(value)
    return f"{url_for('pairing.index')}?{urlencode(values, doseq=True)}"

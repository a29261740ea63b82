"""Commands of pairing: `coalition pairing suggest` and `coalition pairing backtest`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from coalition.core.clock import today
from coalition.db import current_session
from coalition.organisations.queries import get_government
from coalition.pairing.queries.board import board_of
from coalition.pairing.queries.kept import list_all_flows, list_programme_flows
from coalition.pairing.rules.assigning import Plan, assign
from coalition.pairing.rules.backtest import AT, Flow, backtest
from coalition.pairing.rules.reasons import reasons_against, reasons_for
from coalition.pairing.rules.scoring import FIT_WORDS, Pair, fit_of
from coalition.states.queries import get_state
from coalition.web.answers import answering


@click.group("pairing")
def pairing() -> None:
    """Suggestions of lead donors."""


@pairing.command("suggest")
@click.option("--state", "iso3", metavar="ISO3", help="Up to five for this State.")
@click.option("--all", "everything", is_flag=True, help="One for each State that seeks a lead (the default).")
@click.option("--lock", "locks", multiple=True, metavar="STATE=DONOR", help="Keep this pair (ISO3=ISO3).")
@click.option("--exclude", "excluded", multiple=True, metavar="DONOR", help="Leave this donor out (ISO3).")
@answering(lambda value: "\n".join(_lines(value)) or "No State seeks a lead.")
def suggest_command(
    iso3: str | None, everything: bool, locks: Iterable[str], excluded: Iterable[str]
) -> dict[str, Any]:
    """Suggest lead donors: one assignment over all States and donors, with reasons."""
    if iso3 is not None and everything:
        raise click.BadParameter("give --state or --all, not both.")
    session = current_session()
    wanted = get_state(session, iso3).id if iso3 else None
    board = board_of(session, today())
    if wanted is not None and all(seeker.state_id != wanted for seeker in board.seekers):
        board = board_of(session, today(), state_ids=[seeker.state_id for seeker in board.seekers] + [wanted])
    plan = assign(board, locked=dict(_lock(one) for one in locks), excluded=[_donor(one) for one in excluded])
    if wanted is None:
        pairs = sorted(plan.pairs.values(), key=lambda pair: pair.seeker.name)
    else:
        pairs = list(plan.ranked[wanted])
    return {
        "suggestions": [_entry(pair, plan) for pair in pairs],
        "unpaired": [seeker.iso3 for seeker in plan.unpaired if wanted in {None, seeker.state_id}],
    }


def _lock(text: str) -> tuple[int, int]:
    state, _, donor = text.partition("=")
    if not donor:
        raise click.BadParameter(f"“{text}” is no pair such as LAO=NOR.", param_hint="--lock")
    return get_state(current_session(), state).id, _donor(donor)


def _donor(iso3: str) -> int:
    session = current_session()
    return get_government(session, get_state(session, iso3).id).id


def _entry(pair: Pair, plan: Plan) -> dict[str, Any]:
    candidate = pair.candidate
    return {
        "state": pair.seeker.iso3,
        "donor": candidate.iso3 or candidate.name,
        "donor_name": candidate.name,
        "score": pair.score,
        "fit": fit_of(pair.score).value,
        "assigned": plan.pairs.get(pair.seeker.state_id) is pair,
        "reasons": [str(reason) for reason in reasons_for(pair)],
        "against": [str(reason) for reason in reasons_against(pair, today())],
        "signals": {signal.value: round(points, 1) for signal, points in pair.by_signal.items()},
    }


def _lines(value: dict[str, Any]) -> list[str]:
    lines = [
        f"{one['state']}  {one['donor_name']}: {FIT_WORDS[one['fit']]} ({one['score']})  "
        + "; ".join(one["reasons"])
        + (f". But: {'; '.join(one['against'])}" if one["against"] else "")
        for one in value["suggestions"]
    ]
    if value["unpaired"]:
        lines.append("Nobody yet: " + ", ".join(value["unpaired"]))
    return lines


@pairing.command("backtest")
@answering(lambda value: "\n".join(_table(value, "flows") + _table(value["programmes"], "programmes")))
def backtest_command() -> dict[str, Any]:
    """Predict who supports a country next year from the years before, beside two plain orders.

    Once from the reported flows of money, once from the imported programmes by the year they began.
    """
    session = current_session()
    return {
        **_outcome(*list_all_flows(session)),
        "programmes": _outcome(*list_programme_flows(session)),
    }


def _outcome(flows: Sequence[Flow], regions: Mapping[str, str]) -> dict[str, Any]:
    outcomes = backtest(flows, regions)
    return {
        "cases": outcomes[0].cases,
        "flows": len(flows),
        "hit_rates": {
            outcome.order: {str(at): round(outcome.hits[at], 4) for at in AT} for outcome in outcomes
        },
    }


def _table(value: Mapping[str, Any], kind: str) -> list[str]:
    head = (
        f"{value['cases']} cases of a recipient with {kind} in two years running, "
        f"from {value['flows']} lines of donor, recipient and year"
    )
    rows = [
        f"{order.replace('_', ' '):<20}"
        + "".join(f"  at {at}: {100 * rate:5.1f} %" for at, rate in hits.items())
        for order, hits in value["hit_rates"].items()
    ]
    return [head, *rows]


COMMANDS = (pairing,)

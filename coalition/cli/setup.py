"""Commands that set the house up and say who may do what: init, policy, users."""

from typing import Any

import click

from coalition.auth.policy import Act, whole_table
from coalition.auth.rules import LIVES, Rank, Role, Theme, TokenUse
from coalition.auth.service import grant_of, invite
from coalition.cli.loading import load_reference, migrate
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_engine, current_session, transaction
from coalition.organisations.queries import find_organisation, get_government
from coalition.states.queries import get_state
from coalition.web.answers import answering
from coalition.web.letters import write_invitation
from coalition.web.links import absolute


@click.command("init")
@click.option("--reference-only", is_flag=True, help="States, obligations, meetings, flows; no programmes.")
@answering(lambda v: f"Migrated to {v['migrated_to']}. Loaded: {v['loaded']}.")
def init(reference_only: bool) -> dict[str, Any]:
    """Migrate the database and load the reference data; safe to repeat."""
    revision = migrate(current_engine())
    loaded = load_reference(current_session(), programmes=not reference_only)
    return {"migrated_to": revision, "loaded": loaded}


@click.command("policy")
@answering(lambda v: _table(v["allowed"]))
def policy() -> dict[str, Any]:
    """Print the whole permission table: role and act."""
    allowed = whole_table()
    return {"roles": list(allowed), "acts": [act.value for act in Act], "allowed": allowed}


@click.group("users")
def users() -> None:
    """Accounts."""


@users.command("invite")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--rank", type=click.Choice([rank.value for rank in Rank]))
@click.option("--state", "iso3", metavar="ISO3", help="The State the person speaks for.")
@click.option("--organisation", metavar="NAME", help="The organisation the person speaks for.")
@click.option("--theme", type=click.Choice([theme.value for theme in Theme]), help="For coordinators.")
@click.option("--name", default="", help="The person's name.")
@answering(lambda v: f"{v['email']} is invited as {v['role']}: {v['link']} (until {v['expires']})")
def invite_user(email: str, role: str, **given: Any) -> dict[str, Any]:
    """Invite a person; the link works once and is mailed as well."""
    session, moment, kind = current_session(), now(), Role(role)
    with transaction(session):
        state_id, organisation_id = _speaks_for(kind, given["iso3"], given["organisation"])
        theme = Theme(given["theme"]) if given["theme"] else Theme.ICA if kind is Role.COORDINATOR else None
        grant = grant_of(
            kind,
            today=today(),
            rank=Rank(given["rank"]) if given["rank"] else None,
            state_id=state_id,
            organisation_id=organisation_id,
            theme=theme,
        )
        person, secret = invite(session, email, name=given["name"], grant=grant, now=moment)
        address = person.email
        link = absolute("auth.accept", secret=secret, use=TokenUse.INVITATION)
        write_invitation(session, person, secret=secret, now=moment)
    expires = (moment + LIVES[TokenUse.INVITATION]).isoformat(timespec="seconds")
    return {"email": address, "role": role, "link": link, "expires": expires}


def _speaks_for(role: Role, iso3: str | None, organisation: str | None) -> tuple[int | None, int | None]:
    """Return (state_id, organisation_id): a donor named by its State speaks for that State's government."""
    session = current_session()
    if organisation:
        found = find_organisation(session, organisation)
        if found is None:
            raise RuleBroken("No organisation is called “{name}”.", field="organisation", name=organisation)
        return (get_state(session, iso3).id if iso3 else None), found.id
    if not iso3:
        return None, None
    state = get_state(session, iso3)
    government = get_government(session, state.id)
    return state.id, (government.id if role is not Role.AFFECTED_STATE else None)


def _table(allowed: dict[str, list[str]]) -> str:
    roles = list(allowed)
    lines = [f"{'':32}" + "".join(f"{role[:14]:>16}" for role in roles)]
    for act in Act:
        cells = ("yes" if act in allowed[role] else "–" for role in roles)
        lines.append(f"{act.value:32}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


COMMANDS = (init, policy, users)

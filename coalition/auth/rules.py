"""Roles, ranks and the strength of passwords. No database, no web."""

from datetime import timedelta
from enum import StrEnum

from coalition.core.errors import RuleBroken


class Role(StrEnum):
    """The six roles of the interface contract; a visitor who is not signed in has none."""

    AFFECTED_STATE = "affected_state"
    DONOR = "donor"
    COORDINATOR = "coordinator"
    ISU = "isu"
    PARTNER = "partner"
    OBSERVER = "observer"


class Rank(StrEnum):
    """The finer grants inside a role (domain model §6)."""

    MEMBER = "member"
    HEAD = "head"  # affected State: director, focal point
    EDITOR = "editor"  # affected State or donor
    CONTRIBUTOR = "contributor"  # a ministry's own form
    APPROVER = "approver"  # donor: moves money
    PRESIDENCY = "presidency"
    ADMINISTRATOR = "administrator"  # locks accounts; no right to content


RANKS: dict[Role, tuple[Rank, ...]] = {
    Role.AFFECTED_STATE: (Rank.HEAD, Rank.EDITOR, Rank.CONTRIBUTOR),
    Role.DONOR: (Rank.APPROVER, Rank.EDITOR),
    Role.COORDINATOR: (Rank.MEMBER, Rank.PRESIDENCY),
    Role.ISU: (Rank.MEMBER, Rank.ADMINISTRATOR),
    Role.PARTNER: (Rank.MEMBER,),
    Role.OBSERVER: (Rank.MEMBER,),
}


class Theme(StrEnum):
    """The thematic areas whose coordinators form the Coordination Committee."""

    ICA = "ica"
    CLEARANCE_RISK_EDUCATION = "clearance_risk_education"
    VICTIM_ASSISTANCE = "victim_assistance"
    STOCKPILES = "stockpiles"
    UNIVERSALIZATION = "universalization"
    GENERAL_STATUS = "general_status"
    TRANSPARENCY = "transparency"
    NATIONAL_IMPLEMENTATION = "national_implementation"
    GENDER = "gender"


class TokenUse(StrEnum):
    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"


LIVES: dict[TokenUse, timedelta] = {
    TokenUse.INVITATION: timedelta(days=14),
    TokenUse.PASSWORD_RESET: timedelta(hours=2),
}

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256

# Sign-ins that failed within the window, for one address or one account, before the door stays shut.
TRIES = 8
WINDOW = timedelta(minutes=15)


def check_password(password: str, email: str, name: str) -> None:
    """Raise RuleBroken (field "password") unless it is long and not simply the owner's own name or address.

    Source: NIST SP 800-63B §5.1.1.2: length and known words, no rules of composition.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise RuleBroken(
            "Use at least {count} characters.",
            field="password",
            count=SHORTEST_PASSWORD,
        )
    if len(password) > LONGEST_PASSWORD:
        raise RuleBroken("Use at most {count} characters.", field="password", count=LONGEST_PASSWORD)
    plain = password.casefold()
    if len(set(plain)) < 5:
        raise RuleBroken("Use more than a few different characters.", field="password")
    if plain in {email.casefold(), name.casefold(), email.casefold().partition("@")[0]}:
        raise RuleBroken("Use something else than your own name or address.", field="password")


def check_rank(role: Role, rank: Rank) -> None:
    """Raise RuleBroken (field "rank") unless the role has such a rank."""
    if rank not in RANKS[role]:
        raise RuleBroken("The role {role} has no rank {rank}.", field="rank", role=role, rank=rank)


def check_scope(role: Role, state_id: int | None, organisation_id: int | None, theme: Theme | None) -> None:
    """Raise RuleBroken unless the role says for whom it speaks."""
    if role is Role.AFFECTED_STATE and state_id is None:
        raise RuleBroken("Say which State the person speaks for.", field="state")
    if role in (Role.DONOR, Role.PARTNER) and organisation_id is None:
        raise RuleBroken(
            "Say which State or organisation the person speaks for.",
            field="organisation",
        )
    if role is Role.COORDINATOR and theme is None:
        raise RuleBroken("Say which thematic area the person coordinates.", field="theme")


def locked_out(failures: int) -> bool:
    """Return whether so many failures in the window keep the door shut."""
    return failures >= TRIES

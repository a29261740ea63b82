"""Which parts make up the first page of which role, and the office in words."""

from coalition.activities.views import desk as activities
from coalition.auth.policy import Held, Standing
from coalition.auth.rules import Role
from coalition.coalitions.views import desk as coalitions
from coalition.committee.views import desk as committee
from coalition.duplication.views import desk as duplication
from coalition.health.views import desk as health
from coalition.needs.views import desk as needs
from coalition.obligations.views import desk as obligations
from coalition.organisations.views import desk as organisations
from coalition.pairing.views import desk as pairing
from coalition.pledges.views import desk as pledges
from coalition.universalization.views import desk as universalization
from coalition.web.choices import capital, word
from coalition.web.desks import Desk

DESKS: dict[Role, tuple[Desk, ...]] = {
    Role.AFFECTED_STATE: (
        activities.of_state,
        needs.of_state,
        duplication.of_decider,
        health.of_state,
        obligations.of_state,
        organisations.of_keeper,
        coalitions.of_state,
    ),
    Role.DONOR: (
        pairing.of_donor,
        pledges.of_donor,
        activities.of_donor,
        health.of_member,
        organisations.of_keeper,
        coalitions.of_member,
    ),
    Role.COORDINATOR: (
        health.of_coordinator,
        duplication.of_decider,
        coalitions.of_coordinator,
        committee.of_committee,
        universalization.of_outreach,
    ),
    Role.ISU: (
        obligations.of_isu,
        duplication.of_decider,
        health.of_coordinator,
        coalitions.of_coordinator,
        committee.of_committee,
        universalization.of_outreach,
    ),
    Role.PARTNER: (
        activities.of_operator,
        duplication.of_decider,
        organisations.of_keeper,
        coalitions.of_member,
    ),
    Role.OBSERVER: (universalization.of_outreach, coalitions.of_member),
}


def desks_for(standing: Standing) -> list[Desk]:
    """Return the parts of the first page for all roles of a person, each part once."""
    wanted = [desk for role in Role if role in standing.roles for desk in DESKS[role]]
    return list(dict.fromkeys(wanted))


def office_of(standing: Standing) -> str:
    """Return the offices a person holds, in words: "Affected State, head · Lao PDR"."""
    return " · ".join(_office(held) for held in standing.held)


def _office(held: Held) -> str:
    words = capital(word(held.role))
    if held.theme is not None:
        return f"{words}, {word(held.theme)}"
    return f"{words}, {held.called}" if held.called else words

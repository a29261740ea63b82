"""The permission table: for each act, the roles that may do it, and to which things.

Source: domain model §6, and invariants I23 (only the affected State writes its needs, strategy and
contamination), I24 (only a donor's approver moves a pledge to commitment or later) and I25 (ISU and
coordinators report interest, they never pledge).
"""

from dataclasses import dataclass
from enum import Enum

from coalition.auth.policy.acts import Act
from coalition.auth.policy.standing import Held, Standing
from coalition.auth.rules import Rank, Role, Theme


class Scope(Enum):
    """To which things a role's right reaches. A thing tells by `state_id`, `owner_ids` and `theme`."""

    ANY = "any"
    OWN_STATE = "own state"
    OWN_ORGANISATION = "own organisation"
    MEMBER_STATE = "coalitions it is a member of"
    LED_STATE = "coalitions it leads"
    OWN_THEME = "own thematic area"


@dataclass(frozen=True, slots=True)
class Right:
    """One line of the table. No ranks or themes named: all of them."""

    role: Role
    scope: Scope = Scope.ANY
    ranks: tuple[Rank, ...] = ()
    themes: tuple[Theme, ...] = ()


HEAD = (Rank.HEAD,)
STATE_DESK = (Rank.HEAD, Rank.EDITOR)
APPROVER = (Rank.APPROVER,)
MANAGER = (Rank.ADMINISTRATOR,)

head = Right(Role.AFFECTED_STATE, Scope.OWN_STATE, HEAD)
state_desk = Right(Role.AFFECTED_STATE, Scope.OWN_STATE, STATE_DESK)
own_state = Right(Role.AFFECTED_STATE, Scope.OWN_STATE)
own_donor = Right(Role.DONOR, Scope.OWN_ORGANISATION)
own_approver = Right(Role.DONOR, Scope.OWN_ORGANISATION, APPROVER)
donor = Right(Role.DONOR)
lead_donor = Right(Role.DONOR, Scope.LED_STATE)
member_donor = Right(Role.DONOR, Scope.MEMBER_STATE)
own_partner = Right(Role.PARTNER, Scope.OWN_ORGANISATION)
member_partner = Right(Role.PARTNER, Scope.MEMBER_STATE)
partner = Right(Role.PARTNER)
member_observer = Right(Role.OBSERVER, Scope.MEMBER_STATE)
coordinator = Right(Role.COORDINATOR)
ica = Right(Role.COORDINATOR, themes=(Theme.ICA,))
# A coordinator for what its own State's government takes part in, such as an analysis group.
own_coordinator = Right(Role.COORDINATOR, Scope.OWN_ORGANISATION)
time_coordinator = Right(Role.COORDINATOR, themes=(Theme.CLEARANCE_RISK_EDUCATION, Theme.STOCKPILES))
own_theme = Right(Role.COORDINATOR, Scope.OWN_THEME, (Rank.MEMBER,))
universalization = Right(Role.COORDINATOR, themes=(Theme.UNIVERSALIZATION,))
observer = Right(Role.OBSERVER)
own_observer = Right(Role.OBSERVER, Scope.OWN_ORGANISATION)
presidency = Right(Role.COORDINATOR, ranks=(Rank.PRESIDENCY,))
isu = Right(Role.ISU, ranks=(Rank.MEMBER,))
administrator = Right(Role.ISU, ranks=MANAGER)

EVERYBODY = tuple(Right(role) for role in Role)
# Content of the platform: every role but the administrator, who keeps accounts and nothing else.
READERS = (*(Right(role) for role in Role if role is not Role.ISU), isu)

# Acts that a visitor may do too.
OPEN_TO_ALL = frozenset({Act.PUBLIC_SEE, Act.COALITION_SEE, Act.PROGRAMME_SEE, Act.STRATEGY_SEE})

POLICY: dict[Act, tuple[Right, ...]] = {
    Act.PUBLIC_SEE: EVERYBODY,
    Act.HOME_SEE: EVERYBODY,
    Act.ACCOUNT_KEEP: EVERYBODY,
    Act.DESIGN_SEE: (coordinator, isu, administrator),
    Act.HISTORY_SEE: (own_state, own_donor, own_partner, ica, isu),
    Act.PEOPLE_INVITE: (isu, administrator),
    Act.PEOPLE_LOCK: (isu, administrator),
    Act.OUTBOX_SEE: (administrator,),
    Act.OUTBOX_KEEP: (administrator,),
    Act.STRATEGY_SEE: READERS,
    Act.STRATEGY_KEEP: (state_desk,),
    Act.STRATEGY_ENDORSE: (head,),
    Act.NEED_SEE: (own_state, donor, member_partner, member_observer, coordinator, isu),
    Act.NEED_DRAFT: (state_desk,),
    Act.NEED_POST: (head,),
    Act.NEED_DRAFT_ON_BEHALF: (isu,),
    Act.NEED_ADOPT: (head,),
    Act.NEED_ASK: (donor, member_partner, member_observer, coordinator, isu),
    Act.NEED_ANSWER: (state_desk,),
    Act.NEED_COMMENT: (state_desk, ica, isu),
    Act.CONTAMINATION_SEE: (own_state, member_donor, member_partner, member_observer, coordinator, isu),
    Act.CONTAMINATION_KEEP: (state_desk,),
    Act.ACTIVITY_SEE: (
        own_state,
        member_donor,
        own_partner,
        member_partner,
        member_observer,
        coordinator,
        isu,
    ),
    Act.ACTIVITY_PROPOSE: (state_desk, member_partner),
    Act.ACTIVITY_MOVE: (state_desk, own_partner),
    Act.ACTIVITY_AGREE: (head,),
    Act.REPORT_WRITE: (own_partner,),
    Act.REPORT_DECIDE: (state_desk,),
    Act.REPORT_NOTE: (lead_donor,),
    Act.SCOPING_KEEP: (state_desk, lead_donor, ica),
    Act.PLEDGE_SEE: (
        own_state,
        own_donor,
        lead_donor,
        member_donor,
        own_partner,
        coordinator,
        isu,
    ),
    Act.PLEDGE_OFFER: (own_donor,),
    Act.PLEDGE_MOVE_SOFT: (own_donor,),
    Act.PLEDGE_MOVE_FIRM: (own_approver,),
    Act.PLEDGE_PAY: (own_donor,),
    # Single payments; others who see a pledge see what they add up to.
    Act.PLEDGE_LEDGER: (own_state, own_donor, own_partner),
    Act.PLEDGE_EVIDENCE: (own_state, own_donor, lead_donor, own_partner, ica, isu),
    Act.INTEREST_REPORT: READERS,
    Act.INTEREST_ANSWER: (own_donor,),
    Act.INTEREST_SEE: (own_state, own_donor, ica, isu),
    Act.COALITION_SEE: READERS,
    Act.COALITION_PROPOSE: (head, ica, presidency, Right(Role.DONOR, ranks=APPROVER)),
    Act.COALITION_CONSENT: (head,),
    Act.COALITION_SIGN_STATE: (head,),
    Act.COALITION_SIGN_COORDINATOR: (ica,),
    Act.COALITION_EDIT: (state_desk, lead_donor, isu),
    Act.COALITION_MEMBERS: (head, ica),
    Act.COALITION_PRESIDENCY_NOTE: (presidency,),
    Act.PROGRAMME_SEE: READERS,
    Act.PROGRAMME_ENTER: (own_state, own_donor, own_partner, ica, isu),
    Act.PROGRAMME_VERIFY: (state_desk, own_donor, own_partner),
    Act.PROGRAMME_IMPORT: (isu, administrator),
    Act.FLAG_SEE: (own_state, own_donor, lead_donor, own_partner, ica, isu),
    Act.FLAG_RESPOND: (own_state, own_donor, lead_donor, own_partner),
    Act.FLAG_DECIDE: (head, ica),
    Act.DUPLICATE_CHECK: (own_state, donor, partner, coordinator, isu),
    Act.HEALTH_SEE: (state_desk, member_donor, lead_donor, coordinator, isu),
    Act.HEALTH_COMMENT: (state_desk, lead_donor, ica),
    Act.HEALTH_OFFER: (ica,),
    Act.HEALTH_ANSWER: (head, ica),
    Act.PAIRING_SEE: (state_desk, ica, presidency, isu),
    Act.PAIRING_SUGGEST: (ica,),
    Act.PAIRING_CONSENT: (head,),
    Act.PAIRING_ANSWER: (own_donor,),
    Act.ROUND_SEE: (own_state, own_donor, own_partner, ica, isu),
    Act.ROUND_RUN: (state_desk, ica),
    Act.ROUND_ANSWER: (own_donor, own_partner),
    Act.MEETING_SEE: (own_state, member_donor, member_partner, member_observer, coordinator, isu),
    Act.MEETING_KEEP: (state_desk, lead_donor, coordinator, isu),
    Act.POINT_CLOSE: (state_desk, own_donor, own_partner, lead_donor, coordinator, isu),
    Act.OBLIGATION_SEE: READERS,
    # A State declares for itself; the ISU records what it was handed.
    Act.OBLIGATION_DECLARE: (head, isu),
    Act.OBLIGATION_REOPEN: (head, isu),
    Act.OBLIGATION_CEREMONY: (head, isu, presidency),
    # Filed requests are read by all; a draft, and whether one came after its day, by those concerned.
    Act.EXTENSION_SEE: READERS,
    Act.EXTENSION_DRAFT_SEE: (own_state, isu),
    Act.EXTENSION_TIMING: (own_state, own_coordinator, isu),
    Act.EXTENSION_KEEP: (state_desk,),
    Act.EXTENSION_FILE: (head,),
    Act.EXTENSION_ADVISE: (isu,),
    Act.EXTENSION_GROUP: (time_coordinator, presidency, isu),
    Act.EXTENSION_ASK: (own_coordinator, isu),
    Act.EXTENSION_DECIDE: (presidency, isu),
    # Reports handed in are read by all; until then by the State, whose ministries write their own parts.
    Act.ARTICLE7_SEE: READERS,
    Act.ARTICLE7_WORK: (own_state, isu),
    Act.ARTICLE7_KEEP: (state_desk,),
    Act.ARTICLE7_INPUT: (own_state,),
    Act.ARTICLE7_SUBMIT: (head,),
    Act.ARTICLE7_PUBLISH: (isu,),
    Act.BRIEF_SEE: (own_state, member_donor, member_partner, member_observer, coordinator, isu),
    Act.MSP_REPORT_DRAFT: (ica, isu, presidency),
    Act.COMMITTEE_SEE: (coordinator, isu),
    Act.OFFICE_KEEP: (isu,),
    Act.HANDOVER_WRITE: (own_theme, isu),
    Act.PLAN_SEE: READERS,
    Act.PLAN_RUN: (presidency, isu),
    Act.PLAN_WRITE: (own_theme,),
    Act.MINUTES_KEEP: (coordinator, isu),
    Act.MINUTES_APPROVE: (presidency, isu),
    Act.ACTION_TEXT: (isu,),
    Act.ACTION_REPORT: (own_theme, isu),
    Act.ISU_BUDGET_KEEP: (isu,),
    Act.PAPER_SEE: READERS,
    Act.PAPER_KEEP: (coordinator, isu),
    Act.CONTACT_SEE: READERS,
    Act.CONTACT_KEEP: (state_desk, own_donor, own_partner, own_observer, own_coordinator, isu),
    Act.OUTREACH_SEE: (universalization, presidency, observer, isu),
    Act.OUTREACH_PLAN: (universalization, observer, isu),
    Act.OUTREACH_REPORT: (universalization, own_observer, isu),
    # Coordinators for cooperation see how far a State has come, nothing of who said what.
    Act.TRACK_SEE: (universalization, presidency, observer, isu, ica),
    Act.TRACK_MOVE: (universalization, isu),
    Act.BARRIER_SEE: (universalization, presidency, isu),
    Act.VOTES_KEEP: (universalization, isu),
    Act.CHAMPION_KEEP: (universalization, isu),
}


def may(standing: Standing, act: Act, thing: object = None) -> bool:
    """Return whether somebody of this standing may do act to thing; without a thing: to any thing at all."""
    if act in OPEN_TO_ALL and thing is None:
        return True
    rights = POLICY.get(act, ())
    return any(_holds(held, right, standing, thing) for held in standing.held for right in rights)


def whole_table() -> dict[str, list[str]]:
    """Return the acts each role (and the visitor, as "public") may do to at least some things."""
    table: dict[str, list[str]] = {"public": [str(act) for act in sorted(OPEN_TO_ALL)]}
    for role in Role:
        mine = [act for act, rights in POLICY.items() if any(right.role is role for right in rights)]
        table[role.value] = sorted(act.value for act in mine)
    return table


def _holds(held: Held, right: Right, standing: Standing, thing: object) -> bool:
    if held.role is not right.role:
        return False
    if right.ranks and held.rank not in right.ranks:
        return False
    if right.themes and held.theme not in right.themes:
        return False
    return thing is None or _reaches(held, right.scope, standing, thing)


def _reaches(held: Held, scope: Scope, standing: Standing, thing: object) -> bool:
    state_id = getattr(thing, "state_id", None)
    match scope:
        case Scope.ANY:
            return True
        case Scope.OWN_STATE:
            return state_id is not None and held.state_id == state_id
        case Scope.OWN_ORGANISATION:
            return held.organisation_id is not None and held.organisation_id in getattr(
                thing, "owner_ids", ()
            )
        case Scope.MEMBER_STATE:
            return state_id in standing.member_states
        case Scope.LED_STATE:
            return state_id in standing.lead_states
        case Scope.OWN_THEME:
            return held.theme is not None and held.theme == getattr(thing, "theme", None)

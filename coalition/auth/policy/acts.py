"""Every act that anyone can do here, by room. A view, an API call and a command name the same act."""

from enum import StrEnum


class Act(StrEnum):
    # everybody, signed in or not: what is public
    PUBLIC_SEE = "public:see"
    # everybody signed in
    HOME_SEE = "home:see"
    ACCOUNT_KEEP = "account:keep"
    DESIGN_SEE = "design:see"
    HISTORY_SEE = "history:see"
    # auth
    PEOPLE_INVITE = "people:invite"
    PEOPLE_LOCK = "people:lock"
    OUTBOX_SEE = "outbox:see"
    # strategies
    STRATEGY_SEE = "strategy:see"
    STRATEGY_KEEP = "strategy:keep"
    STRATEGY_ENDORSE = "strategy:endorse"
    # needs
    NEED_SEE = "need:see"
    NEED_DRAFT = "need:draft"
    NEED_POST = "need:post"
    NEED_DRAFT_ON_BEHALF = "need:draft_on_behalf"
    NEED_ADOPT = "need:adopt"
    NEED_ASK = "need:ask"
    NEED_ANSWER = "need:answer"
    NEED_COMMENT = "need:comment"
    # contamination
    CONTAMINATION_SEE = "contamination:see"
    CONTAMINATION_KEEP = "contamination:keep"
    # activities
    ACTIVITY_SEE = "activity:see"
    ACTIVITY_PROPOSE = "activity:propose"
    ACTIVITY_MOVE = "activity:move"
    ACTIVITY_AGREE = "activity:agree"
    REPORT_WRITE = "report:write"
    REPORT_DECIDE = "report:decide"
    REPORT_NOTE = "report:note"
    SCOPING_KEEP = "scoping:keep"
    # pledges
    PLEDGE_SEE = "pledge:see"
    PLEDGE_OFFER = "pledge:offer"
    PLEDGE_MOVE_SOFT = "pledge:move_soft"
    PLEDGE_MOVE_FIRM = "pledge:move_firm"
    PLEDGE_PAY = "pledge:pay"
    PLEDGE_LEDGER = "pledge:ledger"
    PLEDGE_EVIDENCE = "pledge:evidence"
    INTEREST_REPORT = "interest:report"
    INTEREST_ANSWER = "interest:answer"
    INTEREST_SEE = "interest:see"
    # coalitions
    COALITION_SEE = "coalition:see"
    COALITION_PROPOSE = "coalition:propose"
    COALITION_CONSENT = "coalition:consent"
    COALITION_SIGN_STATE = "coalition:sign_state"
    COALITION_SIGN_COORDINATOR = "coalition:sign_coordinator"
    COALITION_EDIT = "coalition:edit"
    COALITION_MEMBERS = "coalition:members"
    # programmes
    PROGRAMME_SEE = "programme:see"
    PROGRAMME_ENTER = "programme:enter"
    PROGRAMME_VERIFY = "programme:verify"
    PROGRAMME_IMPORT = "programme:import"
    # duplication
    FLAG_SEE = "flag:see"
    FLAG_RESPOND = "flag:respond"
    FLAG_DECIDE = "flag:decide"
    DUPLICATE_CHECK = "duplicate:check"
    # health
    HEALTH_SEE = "health:see"
    HEALTH_COMMENT = "health:comment"
    HEALTH_OFFER = "health:offer"
    HEALTH_ANSWER = "health:answer"
    # pairing
    PAIRING_SEE = "pairing:see"
    PAIRING_SUGGEST = "pairing:suggest"
    PAIRING_CONSENT = "pairing:consent"
    PAIRING_ANSWER = "pairing:answer"
    # rounds
    ROUND_SEE = "round:see"
    ROUND_RUN = "round:run"
    ROUND_ANSWER = "round:answer"
    # meetings of coalitions
    MEETING_SEE = "meeting:see"
    MEETING_KEEP = "meeting:keep"
    POINT_CLOSE = "point:close"
    # obligations: declarations, requests for more time, transparency reports
    OBLIGATION_SEE = "obligation:see"
    OBLIGATION_DECLARE = "obligation:declare"
    OBLIGATION_REOPEN = "obligation:reopen"
    OBLIGATION_CEREMONY = "obligation:ceremony"
    EXTENSION_SEE = "extension:see"
    EXTENSION_DRAFT_SEE = "extension:draft_see"
    EXTENSION_TIMING = "extension:timing"
    EXTENSION_KEEP = "extension:keep"
    EXTENSION_FILE = "extension:file"
    EXTENSION_ADVISE = "extension:advise"
    EXTENSION_GROUP = "extension:group"
    EXTENSION_ASK = "extension:ask"
    EXTENSION_DECIDE = "extension:decide"
    # reports handed in
    BRIEF_SEE = "brief:see"
    MSP_REPORT_DRAFT = "msp_report:draft"

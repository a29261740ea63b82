"""What donors and members do with pledges. Each function is one act; its caller commits."""

from coalition.pledges.service.cutting import cancel, reduce
from coalition.pledges.service.drafts import drop_draft, find_draft, save_draft
from coalition.pledges.service.importing import LedgerReport, import_ledger
from coalition.pledges.service.interests import answer_interest, report_interest
from coalition.pledges.service.news import tell_operators
from coalition.pledges.service.once import count_both, count_once
from coalition.pledges.service.paying import Payment, adjust, disburse, note_expenditure, refund
from coalition.pledges.service.planning import Aim, allocate, link_to_source, set_schedule
from coalition.pledges.service.profiles import add_window, answer_nothing, write_profile
from coalition.pledges.service.stating import again_interested, amend, express_interest, grant_onward, offer
from coalition.pledges.service.steps import Paper, Proof, correct_stage, decline, lapse_old_interest, move

__all__ = [
    "Aim",
    "LedgerReport",
    "Paper",
    "Payment",
    "Proof",
    "add_window",
    "adjust",
    "answer_nothing",
    "again_interested",
    "allocate",
    "amend",
    "answer_interest",
    "cancel",
    "count_both",
    "count_once",
    "correct_stage",
    "decline",
    "disburse",
    "drop_draft",
    "express_interest",
    "find_draft",
    "grant_onward",
    "lapse_old_interest",
    "import_ledger",
    "link_to_source",
    "move",
    "note_expenditure",
    "offer",
    "reduce",
    "refund",
    "report_interest",
    "save_draft",
    "set_schedule",
    "tell_operators",
    "write_profile",
]

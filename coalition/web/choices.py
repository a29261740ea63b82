"""Words for the values that forms offer and pages show: one place, so that a word is translated once."""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from coalition.web.catalogue import say

# Values whose words are not simply the value with spaces.
WORDS = {
    "affected_state_coordinator": "coordinator of the affected State",
    "co_lead": "co-lead",
    "icrc": "ICRC",
    "in_kind": "in kind",
    "un_agency": "UN agency",
    "icrc_red_cross": "Red Cross and Red Crescent",
    "ica": "international cooperation and assistance",
    "isu": "ISU",
    "isu_update": "update by the ISU",
    "va_action_plan": "victim assistance plan",
    "survey_clearance": "survey and clearance",
    "stockpile_destruction": "stockpile destruction",
    "implementation_reporting": "implementation and reporting",
    "clearance_risk_education": "clearance and risk education",
    "international_ngo": "international NGO",
    "national_ngo": "national NGO",
    "government_budget": "government budget",
    "reimbursed_in_part": "reimbursed (part)",
    "reimbursed_in_whole": "reimbursed (in whole)",
    "unga_vote": "vote of the UN General Assembly",
    "mine_ban_party": "party to the Mine Ban Convention",
    "paused_not_before": "asked to wait",
    "cost_compliance": "cost of compliance",
    "military_to_military": "between armed forces",
    "procedures_mou": "procedures and agreements",
}


def word(value: StrEnum | str | None) -> str:
    """Return a value as a reader sees it: "partly_met" -> "partly met"; None -> "not known"."""
    if value is None:
        return str(gettext("not known"))
    plain = str(value)
    return say(WORDS.get(plain) or plain.replace("_", " "))


def options(values: Iterable[StrEnum], *, blank: bool = False) -> list[SelectChoice]:
    """Return the choices of a select field; with an empty first one where asked."""
    pairs = [SelectChoice(value.value, capital(word(value))) for value in values]
    return [SelectChoice("", gettext("Choose…")), *pairs] if blank else pairs


def capital(text: str) -> str:
    """Return text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]

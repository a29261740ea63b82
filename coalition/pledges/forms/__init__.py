"""Forms of pledges: the shape of what is typed; amounts come out in minor units."""

from coalition.pledges.forms.interests import AnswerForm, ReportForm
from coalition.pledges.forms.offer import PledgeForm, money_of, terms_from, values_of
from coalition.pledges.forms.steps import (
    AdjustForm,
    CancelForm,
    CommitForm,
    CompleteForm,
    ContractForm,
    CorrectForm,
    DeclineForm,
    GiveForm,
    OverForm,
    PayForm,
    ReduceForm,
    ToPledgeForm,
)

__all__ = [
    "AdjustForm",
    "AnswerForm",
    "CancelForm",
    "CommitForm",
    "CompleteForm",
    "ContractForm",
    "CorrectForm",
    "DeclineForm",
    "GiveForm",
    "OverForm",
    "PayForm",
    "PledgeForm",
    "ReduceForm",
    "ReportForm",
    "ToPledgeForm",
    "money_of",
    "terms_from",
    "values_of",
]

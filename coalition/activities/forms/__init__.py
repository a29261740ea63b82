"""Forms of activities and reports."""

from coalition.activities.forms.reports import (
    BeginForm,
    LandForm,
    LawForm,
    PeopleForm,
    ReasonForm,
    ReportForm,
    ServiceForm,
    SheetForm,
    StockForm,
    TextForm,
)
from coalition.activities.forms.work import ActivityForm, LinksForm, MoveForm, ScopingForm

__all__ = [
    "ActivityForm",
    "BeginForm",
    "LandForm",
    "LawForm",
    "LinksForm",
    "MoveForm",
    "PeopleForm",
    "ReasonForm",
    "ReportForm",
    "ScopingForm",
    "ServiceForm",
    "SheetForm",
    "StockForm",
    "TextForm",
]

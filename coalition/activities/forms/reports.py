"""Forms of reports: the report itself, and one small form for each kind of result."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coalition.activities.rules.kinds import ActivityType, Age, CountMethod, Disability, Group, Relation, Sex
from coalition.activities.rules.results import LARGEST, MOST_PEOPLE, Land, Law, People, Service, Stock
from coalition.contamination.rules import HazardMix
from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form

WHOLE = (Optional(), NumberRange(min=0, max=LARGEST))


class BeginForm(Form):
    period_start = WhenField(
        _("From"), description=_("For example: January 2027."), validators=[InputRequired()]
    )
    period_end = WhenField(_("Until"), description=_("For example: June 2027."), validators=[InputRequired()])


class ReportForm(Form):
    narrative = TextAreaField(
        _("What happened"),
        description=_("What was done, and what could not be. No personal data of victims."),
        validators=[Length(max=8000)],
    )
    stated_released = IntegerField(
        _("Land released in all, in m²"),
        description=_("Your own sum. It is held against the parts: cancelled, reduced and cleared."),
        validators=[*WHOLE],
    )
    delay = SelectField(_("Main reason for delay"), default="")
    delay_note = StringField(_("Delay in words"), validators=[Length(max=1000)])
    expenditure = AmountField(_("Spent in the period"))
    currency = StringField(_("Currency"), default="USD", validators=[Length(max=3)])


class LandForm(Form):
    hazard_ref = StringField(
        _("Hazard area"),
        description=_("National reference. For example: LA-000123."),
        validators=[Length(max=120)],
    )
    place = StringField(_("District, if no hazard area"), validators=[Length(max=120)])
    mix = SelectField(_("Which hazards the land held"), validators=[InputRequired()])
    cancelled = IntegerField(_("Cancelled, m²"), validators=[*WHOLE])
    reduced = IntegerField(_("Reduced, m²"), validators=[*WHOLE])
    cleared = IntegerField(_("Cleared, m²"), validators=[*WHOLE])
    submunitions = IntegerField(_("Submunitions destroyed"), validators=[*WHOLE])
    other_explosives = IntegerField(_("Other explosives destroyed"), validators=[*WHOLE])
    handed_over = BooleanField(_("Handed over"))
    over_area_reason = StringField(
        _("Why more than the area held"), description=_("Only if so."), validators=[Length(max=400)]
    )

    def result(self) -> Land:
        """Return what was filled in."""
        return Land(
            mix=HazardMix(self.mix.data),
            hazard_ref=(self.hazard_ref.data or "").strip(),
            place=self.place.data or "",
            handed_over=bool(self.handed_over.data),
            over_area_reason=self.over_area_reason.data or "",
            **_numbers(self, "cancelled", "reduced", "cleared", "submunitions", "other_explosives"),
        )


class PeopleForm(Form):
    relation = SelectField(
        _("Direct or indirect"), description=_("They are never added together."), validators=[InputRequired()]
    )
    count = IntegerField(_("Number"), validators=[InputRequired(), NumberRange(min=0, max=MOST_PEOPLE)])
    sex = SelectField(_("Sex"), default=Sex.UNKNOWN.value)
    age = SelectField(_("Age"), default=Age.UNKNOWN.value, description=_("A child is under 18."))
    disability = SelectField(_("With disability"), default=Disability.UNKNOWN.value)
    group = SelectField(_("Group"), default=Group.OTHER.value)
    method = SelectField(_("How counted"), default=CountMethod.COUNTED.value)

    def result(self) -> People:
        """Return what was filled in; what was not said is unknown."""
        return People(
            relation=Relation(self.relation.data),
            count=self.count.data,
            sex=Sex(self.sex.data),
            age=Age(self.age.data),
            disability=Disability(self.disability.data),
            group=Group(self.group.data),
            method=CountMethod(self.method.data),
        )


class ServiceForm(Form):
    service = SelectField(_("Service"), validators=[InputRequired()])
    sessions = IntegerField(_("Sessions"), validators=[*WHOLE])
    note = StringField(_("Note"), description=_("No personal data of victims."), validators=[Length(max=400)])

    def result(self) -> Service:
        """Return what was filled in."""
        return Service(
            service=ActivityType(self.service.data), note=self.note.data or "", **_numbers(self, "sessions")
        )


class StockForm(Form):
    munition_type = StringField(_("Type of munition"), validators=[InputRequired(), Length(max=120)])
    munitions = IntegerField(_("Munitions destroyed"), validators=[*WHOLE])
    submunitions = IntegerField(_("Submunitions destroyed"), validators=[*WHOLE])
    method = StringField(_("Method"), validators=[Length(max=200)])

    def result(self) -> Stock:
        """Return what was filled in."""
        return Stock(
            munition_type=self.munition_type.data or "",
            method=self.method.data or "",
            **_numbers(self, "munitions", "submunitions"),
        )


class LawForm(Form):
    milestone = StringField(_("Milestone reached"), validators=[InputRequired(), Length(max=300)])
    reached_on = WhenField(_("On"), validators=[InputRequired()])

    def result(self) -> Law:
        """Return what was filled in."""
        return Law(milestone=self.milestone.data or "", reached_on=self.reached_on.data.on)


class SheetForm(Form):
    file = FileField(
        _("Filled spreadsheet"),
        description=_("The very spreadsheet that this page gives out, as XLSX."),
        validators=[FileRequired()],
    )


class ReasonForm(Form):
    reason = TextAreaField(_("What is to be put right"), validators=[InputRequired(), Length(max=2000)])


class TextForm(Form):
    text = TextAreaField(_("Note"), validators=[InputRequired(), Length(max=2000)])


def _numbers(form: Form, *names: str) -> dict[str, Any]:
    return {name: form[name].data or 0 for name in names}

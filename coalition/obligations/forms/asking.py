"""Forms of requests for more time."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coalition.web.fields import WhenField
from coalition.web.forms import Form


class TermsForm(Form):
    requested_until = WhenField(
        _("More time is asked until"),
        description=_("A day. For example: 1 August 2030."),
        validators=[InputRequired()],
    )
    is_interim = BooleanField(_("Interim request: a short time, while the whole request is prepared"))
    meeting = SelectField(
        _("Meeting that decides"),
        description=_("Left open, it is the last one before the deadline."),
    )


class SectionForm(Form):
    text = TextAreaField(
        _("Text"),
        description=_("The figures above go into the file by themselves; write what they mean."),
        validators=[Length(max=20_000)],
    )


class BenchmarkForm(Form):
    due_on = WhenField(_("By"), description=_("For example: December 2027."), validators=[InputRequired()])
    text = StringField(
        _("What is reached"),
        description=_("For example: non-technical survey of six provinces is complete."),
        validators=[InputRequired(), Length(max=500)],
    )
    area_m2 = IntegerField(
        _("Area in square metres"), validators=[Optional(), NumberRange(min=0, max=10**13)]
    )


class QuestionForm(Form):
    text = TextAreaField(_("Your question"), validators=[InputRequired(), Length(max=4000)])


class AnswerForm(Form):
    text = TextAreaField(_("Your answer"), validators=[InputRequired(), Length(max=8000)])


class FilingForm(Form):
    submitted_on = WhenField(
        _("Filed on"),
        description=_("The day on which it was handed in. For example: 16 December 2024."),
        validators=[InputRequired()],
    )
    source = StringField(
        _("Handed in with"),
        description=_("For example: note verbale to the ISU."),
        validators=[InputRequired(), Length(max=300)],
    )


class GroupForm(Form):
    states = SelectMultipleField(_("States of the analysis group"), coerce=int, validators=[InputRequired()])
    office = SelectField(_("By their office for"))


class DecisionForm(Form):
    outcome = SelectField(_("Decision"), validators=[InputRequired()])
    meeting = SelectField(_("Meeting"), validators=[InputRequired()])
    granted_until = WhenField(
        _("Granted until"),
        description=_("Less than was asked reads as granted for a shorter time. For example: 1 August 2030."),
    )
    note = StringField(
        _("Source"),
        description=_("For example: final report of the 12MSP, paragraph 30."),
        validators=[InputRequired(), Length(max=500)],
    )
    benchmarks = TextAreaField(
        _("Benchmarks set by the meeting"),
        description=_("One a line, the day first. For example: 2027-12 Survey of six provinces complete"),
        validators=[Length(max=4000)],
    )


class WithdrawalForm(Form):
    note = TextAreaField(_("Why"), validators=[InputRequired(), Length(max=1000)])

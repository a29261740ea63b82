"""Forms of offices and work plans."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coalition.web.fields import WhenField
from coalition.web.forms import Form


class TermForm(Form):
    office = SelectField(_("Office"), validators=[InputRequired()])
    theme = SelectField(_("Thematic area"), description=_("For coordinators. For example: ICA."))
    state = SelectField(_("State"), validators=[InputRequired()])
    starts = WhenField(
        _("From"), description=_("For example 14 September 2023."), validators=[InputRequired()]
    )
    ends = WhenField(
        _("Until the day of the handover"),
        description=_("For example 13 September 2024."),
        validators=[InputRequired()],
    )
    from_meeting = StringField(
        _("From which meeting"), description=_("For example: 11MSP."), validators=[Length(max=60)]
    )
    to_meeting = StringField(
        _("To which meeting"), description=_("For example: 12MSP."), validators=[Length(max=60)]
    )
    source = StringField(
        _("Where does this stand?"),
        description=_("For example: final report of the 11MSP."),
        validators=[InputRequired(), Length(max=300)],
    )


class HandoverForm(Form):
    note = TextAreaField(
        _("What the next holder needs to know"),
        description=_("Open promises, people to call, papers. For example: the guidance is half revised."),
        validators=[InputRequired(), Length(max=6000)],
    )


class CycleForm(Form):
    cycle = IntegerField(
        _("Year in which the cycle begins"),
        description=_("For example 2026."),
        validators=[InputRequired(), NumberRange(2010, 2100)],
    )
    due_on = WhenField(
        _("Work plans are due"),
        description=_("Left empty: 30 November of that year. For example 30 November 2026."),
    )


class ReportForm(Form):
    reported = SelectField(_("Where does the plan stand?"), validators=[InputRequired()])
    said_on = WhenField(
        _("Said on"), description=_("For example 13 November 2023."), validators=[InputRequired()]
    )
    words = TextAreaField(
        _("In their words"),
        description=_("For example: to be finalized after the next meeting."),
        validators=[Length(max=1000)],
    )
    expected = WhenField(_("Expected by"), description=_("For example November 2023."))
    source = StringField(
        _("Where was it said?"),
        description=_("For example: meeting of the Committee."),
        validators=[Length(max=300)],
    )


class ItemForm(Form):
    deliverable = TextAreaField(
        _("What you will deliver"),
        description=_("For example: the revised guidance on victim assistance, before the 12MSP."),
        validators=[InputRequired(), Length(max=1000)],
    )
    owner = SelectField(_("Who does it"))
    due = WhenField(_("By when"), description=_("For example June 2024."))
    actions = SelectMultipleField(
        _("Actions of the action plan that it serves"),
        description=_("Titles marked “placeholder” were not read in the plan itself."),
    )


class ProgressForm(Form):
    status = SelectField(_("How far is it?"), validators=[InputRequired()])
    progress = TextAreaField(_("In a few words"), validators=[Optional(), Length(max=2000)])


class CloseForm(Form):
    note = TextAreaField(
        _("What came of the plan"),
        description=_("It goes into the report to the meeting. For example: two workshops held, one moved."),
        validators=[InputRequired(), Length(max=6000)],
    )

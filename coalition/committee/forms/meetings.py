"""Forms of meetings and minutes."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coalition.web.fields import WhenField
from coalition.web.forms import Form

FIGURE = [Optional(), NumberRange(0, 999)]


class MeetingForm(Form):
    title = StringField(
        _("Title"),
        description=_("For example: Meeting of the Coordination Committee."),
        validators=[InputRequired(), Length(max=200)],
    )
    held_on = WhenField(
        _("Held on"), description=_("For example 13 November 2023."), validators=[InputRequired()]
    )
    begins = StringField(_("From"), description=_("For example 14:00."), validators=[Length(max=10)])
    ends = StringField(_("To"), description=_("For example 15:00."), validators=[Length(max=10)])
    place = StringField(_("Place"), validators=[Length(max=200)])
    openness = SelectField(
        _("Who may quote it"),
        description=_("What is said in a closed meeting leaves it only in the summary without names."),
        validators=[InputRequired()],
    )
    agenda = TextAreaField(_("Agenda"), description=_("One item a line."), validators=[Length(max=4000)])
    source = StringField(_("Where does this stand?"), validators=[Length(max=300)])


class PartyForm(Form):
    name = StringField(_("State or body"), validators=[InputRequired(), Length(max=120)])
    capacity = StringField(
        _("In which capacity"), description=_("For example: 12MSP President."), validators=[Length(max=120)]
    )
    people = TextAreaField(_("Who spoke for it"), description=_("One a line."), validators=[Length(max=2000)])
    attendance = SelectField(_("Attendance"), validators=[InputRequired()])


class ItemForm(Form):
    number = StringField(
        _("Number"), description=_("For example 5.1."), validators=[InputRequired(), Length(max=12)]
    )
    heading = StringField(_("Heading"), validators=[InputRequired(), Length(max=200)])
    kind = SelectField(_("What it is"), validators=[InputRequired()])
    theme = SelectField(_("Thematic area"))
    speaker = StringField(
        _("Who said it"),
        description=_("A State or body. For example: Belgium."),
        validators=[Length(max=200)],
    )
    text = TextAreaField(_("Text"), validators=[InputRequired(), Length(max=20000)])
    closed = BooleanField(_("Closed note: never in the summary without names"))
    status = SelectField(
        _("How it stands"),
        description=_("Disputed: both statements are shown side by side."),
        validators=[InputRequired()],
    )
    counter = SelectField(_("Which statement it answers"))
    reported = SelectField(
        _("Where does the area's work plan stand?"),
        description=_("It is noted at the work plan too. For example: drafting."),
    )
    expected = WhenField(_("Work plan expected by"), description=_("For example November 2023."))
    vote_year = IntegerField(
        _("Year of the vote"),
        description=_("For a vote of the General Assembly. For example 2022."),
        validators=[Optional(), NumberRange(2008, 2100)],
    )
    yes = IntegerField(_("Yes"), validators=FIGURE)
    no = IntegerField(_("No"), validators=FIGURE)
    abstained = IntegerField(_("Abstained"), validators=FIGURE)
    absent = IntegerField(_("Absent"), validators=FIGURE)


class ApproveForm(Form):
    meeting = SelectField(
        _("Approved at which meeting?"),
        description=_("Minutes are approved at a later meeting of the Committee."),
        validators=[InputRequired()],
    )


class PointForm(Form):
    text = StringField(_("What is to be done"), validators=[InputRequired(), Length(max=500)])
    owner = StringField(
        _("Who does it"), description=_("For example: ISU."), validators=[InputRequired(), Length(max=200)]
    )
    due = WhenField(_("By when"), description=_("For example 30 November 2023."))
    soft_promise = BooleanField(_("It was said in passing, not agreed"))


class SettleForm(Form):
    then = SelectField(_("What became of it?"), validators=[InputRequired()])
    note = TextAreaField(_("In a few words"), validators=[Length(max=1000)])

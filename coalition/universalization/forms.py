"""Forms of universalization."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coalition.web.fields import WhenField
from coalition.web.forms import Form


class TrackForm(Form):
    stage = SelectField(_("Stage"), validators=[InputRequired()])
    on = WhenField(
        _("Reached on"), description=_("For example: 14 March 2025."), validators=[InputRequired()]
    )
    evidence = TextAreaField(
        _("Who stated it, and where"),
        description=_("For example: the State's delegation at the 12th Meeting."),
        validators=[InputRequired(), Length(max=2000)],
    )
    side = SelectField(_("And now"), validators=[InputRequired()])
    barrier = SelectField(
        _("What keeps the State, in its own words"),
        description=_("Read only by those who do outreach."),
        validators=[Optional()],
    )
    not_before = WhenField(_("Not before"), description=_("Where the State asked to wait."))


class SignForm(Form):
    sign = SelectField(_("Sign"), validators=[InputRequired()])
    on = WhenField(_("Stated on"), validators=[InputRequired()])
    source = StringField(_("Where it was stated"), validators=[InputRequired(), Length(max=500)])


class PlanForm(Form):
    state = SelectField(_("State"), validators=[InputRequired()])
    organisation = SelectField(_("In the name of"), validators=[InputRequired()])
    purpose = SelectField(_("Purpose"), validators=[InputRequired()])
    channel = SelectField(_("How"), validators=[InputRequired()])
    when = WhenField(
        _("When"),
        description=_("A month is enough. For example: September 2025."),
        validators=[InputRequired()],
    )
    occasion = StringField(
        _("On the margins of"),
        description=_("For example: 21st Meeting of States Parties."),
        validators=[Length(max=200)],
    )
    campaign = SelectField(_("Part of a campaign"), validators=[Optional()])
    envoy = SelectField(
        _("Special envoy who goes"),
        description=_("Only those who agreed to be named stand here; the list is kept under Champions."),
        validators=[Optional()],
    )


class ReportForm(Form):
    status = SelectField(_("What became of it"), validators=[InputRequired()])
    on = WhenField(_("On"), validators=[InputRequired()])
    outcome = TextAreaField(_("In a few words"), validators=[InputRequired(), Length(max=4000)])
    barrier = SelectField(_("What keeps the State, in its own words"), validators=[Optional()])
    next_step = StringField(_("Next step"), validators=[Length(max=500)])
    next_on = WhenField(_("Next step by"))


class CampaignForm(Form):
    title = StringField(_("Title"), validators=[InputRequired(), Length(max=200)])
    purpose = SelectField(_("Purpose"), validators=[InputRequired()])
    starts_on = WhenField(_("From"), validators=[InputRequired()])
    ends_on = WhenField(_("Until"))
    note = TextAreaField(_("What is wanted"), validators=[Length(max=2000)])


class ChampionForm(Form):
    name = StringField(_("Name"), validators=[InputRequired(), Length(max=200)])
    function = StringField(
        _("Function"),
        description=_("For example: member of parliament."),
        validators=[InputRequired(), Length(max=200)],
    )
    state = SelectField(_("State"), validators=[Optional()])
    is_envoy = BooleanField(_("Special envoy"))
    consent_on = WhenField(_("Agreed on"), validators=[InputRequired()])
    consent_note = StringField(
        _("How the person agreed"),
        description=_("For example: letter of 3 May 2025."),
        validators=[InputRequired(), Length(max=500)],
    )


class VotesForm(Form):
    year = IntegerField(_("Year"), validators=[InputRequired(), NumberRange(2015, 2100)])
    stage = SelectField(_("Vote in"), validators=[InputRequired()])
    source = StringField(_("Where the votes are published"), validators=[InputRequired(), Length(max=500)])
    file = FileField(
        _("CSV file"),
        description=_("With the columns state (or iso3) and vote: yes, no, abstain, absent."),
    )


class TasksForm(Form):
    organisation = SelectField(_("In the name of"), validators=[InputRequired()])
    when = WhenField(_("When"), validators=[InputRequired()])
    occasion = StringField(
        _("About"),
        description=_("For example: vote of the First Committee 2024."),
        validators=[InputRequired(), Length(max=200)],
    )

"""Forms of the acts on a coalition."""

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from coalition.coalitions.rules import LONGEST_PURPOSE
from coalition.web.fields import WhenField
from coalition.web.forms import Form

PURPOSE_HELP = _("Who wants to reach what by when, in at most 600 characters.")


class ProposeForm(Form):
    state = SelectField(_("State"), validators=[InputRequired()])
    name = StringField(
        _("Name"),
        description=_("For example: Country coalition Lao PDR."),
        validators=[InputRequired(), Length(max=160)],
    )


class ConsentForm(Form):
    consent_on = WhenField(
        _("Day of consent"),
        description=_("The day on which the State agreed, for example 3 March 2026."),
        validators=[InputRequired()],
    )


class DescribeForm(Form):
    purpose = TextAreaField(
        _("Purpose"), description=PURPOSE_HELP, validators=[InputRequired(), Length(max=LONGEST_PURPOSE)]
    )
    scope_articles = StringField(
        _("Articles in scope"),
        description=_("For example: 4, 5, 7."),
        validators=[InputRequired(), Length(max=40)],
    )
    existing_forum = StringField(
        _("Existing forum"),
        description=_("A forum that meets already and serves as the coalition, for example a working group."),
        validators=[Length(max=160)],
    )
    secretariat = SelectField(
        _("Secretariat"), default="", description=_("Who keeps the papers of the forum, where somebody does.")
    )
    channel_note = TextAreaField(
        _("How money reaches the country"),
        description=_("Channels in use and what they ask for: a trust fund, direct grants, agreements."),
        validators=[Length(max=2000)],
    )
    public_summary = TextAreaField(
        _("Summary for the public page"),
        description=_("Two or three sentences. Everybody can read them."),
        validators=[Length(max=1000)],
    )
    meeting_rhythm_months = IntegerField(
        _("Months between two meetings"), validators=[InputRequired(), NumberRange(min=1, max=24)]
    )


class ChallengeForm(Form):
    title = StringField(
        _("Challenge"),
        description=_("What stands in the way, for example: extent of contamination not known."),
        validators=[InputRequired(), Length(max=200)],
    )
    category = SelectField(_("Kind"))
    description = TextAreaField(_("In more words"), validators=[Length(max=2000)])


class SeatForm(Form):
    organisation = SelectField(_("Organisation"), validators=[InputRequired()])
    role = SelectField(_("Seat"), validators=[InputRequired()])
    valid_from = WhenField(
        _("From"), description=_("For example 1 January 2026."), validators=[InputRequired()]
    )
    lead_reason = TextAreaField(
        _("Why this lead"),
        description=_("Only where the lead is no donor State that has joined the Convention: say why."),
        validators=[Length(max=600)],
    )


class HandoverForm(Form):
    valid_to = WhenField(
        _("Last day"), description=_("For example: 31 December 2026."), validators=[InputRequired()]
    )
    handover_note = TextAreaField(
        _("Handover note"),
        description=_("What the next one should know: open promises, contacts, next dates."),
        validators=[Length(max=4000)],
    )
    successor = SelectField(
        _("Who takes the seat"), default="", description=_("From the day after; it can be named later too.")
    )
    lead_reason = TextAreaField(
        _("Why this lead"),
        description=_("Only where the lead is no donor State that has joined the Convention: say why."),
        validators=[Length(max=600)],
    )
    with_points = BooleanField(_("The successor takes over what stays open"), default=True)


class PresidencyNoteForm(Form):
    note = TextAreaField(
        _("What was agreed"),
        description=_("A State not party takes part as a guest: say on what understanding."),
        validators=[InputRequired(), Length(max=1000)],
    )


class CloseForm(Form):
    reason = TextAreaField(_("Reason"), validators=[InputRequired(), Length(max=1000)])


class MeetingForm(Form):
    title = StringField(_("Title"), validators=[InputRequired(), Length(max=200)])
    type = SelectField(_("Kind"), validators=[InputRequired()])
    starts = WhenField(
        _("When"), description=_("For example 30 April 2027 or April 2027."), validators=[InputRequired()]
    )
    place = StringField(_("Place"), validators=[Length(max=200)])
    openness = SelectField(
        _("Who may quote it"),
        description=_("What is said in a closed meeting never feeds public text."),
        validators=[InputRequired()],
    )
    present = SelectMultipleField(_("Who takes part"))


class MinutesForm(Form):
    minutes_text = TextAreaField(_("Minutes"), validators=[InputRequired(), Length(max=20000)])
    anonymised_summary = TextAreaField(
        _("Summary without names"),
        description=_("The only part that may travel beyond those who were there."),
        validators=[Length(max=6000)],
    )
    then = SelectField(_("State of the minutes"), validators=[InputRequired()])


class PointForm(Form):
    text = StringField(_("What"), validators=[InputRequired(), Length(max=500)])
    owner = SelectField(_("Who"))
    owner_note = StringField(_("Who else"), validators=[Length(max=200)])
    due = WhenField(_("By"), description=_("For example 30 November 2027 or November 2027."))
    soft_promise = BooleanField(
        _("A soft promise"), description=_("A word given in a meeting; it counts in no total.")
    )
    meeting = SelectField(_("From which meeting"))


class SettleForm(Form):
    then = SelectField(_("What became of it"), validators=[InputRequired()])
    note = StringField(
        _("In a few words"), description=_("Needed when it is moved or let go."), validators=[Length(max=500)]
    )

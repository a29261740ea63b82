"""Forms in which a donor says what it supports; and the short form of small donors."""

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form


class TicksField(SelectMultipleField):
    """Several boxes to tick; `data` is the list of values ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ProfileForm(Form):
    donor = HiddenField()
    pillars = TicksField(_("Pillars you support"))
    countries = StringField(
        _("Countries you work in"),
        description=_("Names or codes, separated by commas. For example: Lao PDR, Lebanon."),
        validators=[Length(max=2000)],
    )
    regions = TicksField(_("Regions you work in"))
    excluded = StringField(
        _("Countries you cannot support"), description=_("Seen by you only."), validators=[Length(max=2000)]
    )
    min_grant = AmountField(_("Smallest grant, in US dollars"), description=_("For example: 50000."))
    max_grant = AmountField(_("Largest grant, in US dollars"), description=_("For example: 2000000."))
    multi_year = BooleanField(_("Grants over several years are possible"))
    channels = TicksField(_("Channels you use"))
    payment_bases = TicksField(_("Bases of payment you use"))
    embassies_in = StringField(
        _("Embassies in"),
        description=_("Affected countries, separated by commas."),
        validators=[Length(max=2000)],
    )
    open_to_lead = RadioField(_("Open to lead a coalition"), default="ask")
    currency = StringField(_("Your currency"), default="USD", validators=[InputRequired(), Length(max=3)])
    small_donor = BooleanField(
        _("Small donor: join under a lead"),
        description=_("You pledge with five fields, and the lead monitors and reports for you."),
    )
    languages = StringField(_("Working languages"), validators=[Length(max=200)])
    gender_requirement = TextAreaField(
        _("What you ask on gender and inclusion"), validators=[Length(max=1000)]
    )


class WindowForm(Form):
    title = StringField(_("Funding window"), validators=[InputRequired(), Length(max=200)])
    opens_on = WhenField(_("Opens"), validators=[InputRequired()])
    closes_on = WhenField(_("Closes"))
    decision_month = WhenField(_("Decision in"), description=_("A month. For example: June 2027."))


class JoinForm(Form):
    """Five fields at most: which need, under which lead, how much, of which currency, from when."""

    need = SelectField(_("Need"), validators=[InputRequired()])
    lead = SelectField(
        _("Join under"), description=_("The lead monitors and reports for you."), validators=[InputRequired()]
    )
    amount = AmountField(
        _("Amount"), description=_("For example: 50000."), validators=[InputRequired("Say how much.")]
    )
    currency = StringField(_("Currency"), validators=[InputRequired(), Length(max=3)])
    starts = WhenField(_("From"), description=_("A month is enough. For example: April 2027."))

"""Forms of a donor's register of programmes."""

from flask_babel import lazy_gettext as _
from wtforms import FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form


class SourceForm(Form):
    url = StringField(
        _("Address"),
        description=_(
            "Where you publish your IATI activities. For example: https://example.org/iati/activities.xml"
        ),
        validators=[InputRequired(), Length(max=500)],
    )
    title = StringField(_("Name"), description=_("For your own list."), validators=[Length(max=200)])


class FileForm(Form):
    file = FileField(
        _("File"), description=_("IATI XML, CSV or XLSX, at most 20 MB."), validators=[InputRequired()]
    )
    sure = RadioField(_("What shall we do?"), default="say")


class LedgerForm(Form):
    file = FileField(_("File"), description=_("CSV in UTF-8, at most 60 MB."), validators=[InputRequired()])
    sure = RadioField(_("What shall we do?"), default="say")


class EntryForm(Form):
    title = StringField(_("Title"), validators=[InputRequired(), Length(max=200)])
    country = SelectField(_("Country"), validators=[InputRequired()])
    description = TextAreaField(
        _("What it does"),
        description=_("The kind of work counts. For example: survey and clearance of rice fields."),
        validators=[Length(max=4000)],
    )
    places = TextAreaField(
        _("Where"),
        description=_("Provinces or districts, one a line. For example: Savannakhet."),
        validators=[Length(max=4000)],
    )
    hazard_areas = TextAreaField(
        _("Hazard areas"),
        description=_("By the State's own reference, one a line, where they are known."),
        validators=[Length(max=4000)],
    )
    implementer = StringField(_("Who does the work"), validators=[Length(max=200)])
    channel = StringField(_("Channel"), validators=[Length(max=200)])
    start = WhenField(_("From"), description=_("For example: April 2026."))
    end = WhenField(_("Until"), description=_("For example: March 2028."))
    amount = AmountField(_("Budget"), description=_("In figures. For example: 1500000."))
    currency = StringField(_("Currency"), validators=[Length(max=3)])
    status = SelectField(_("Status"), default="ongoing")
    identifier = StringField(
        _("IATI identifier or contract number"),
        description=_("If there is one: then it is known again when it comes from elsewhere."),
        validators=[Length(max=120)],
    )


class NothingForm(Form):
    half = SelectField(_("Half-year"), validators=[InputRequired()])

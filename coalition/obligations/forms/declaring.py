"""Forms of declarations."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.fields import WhenField
from coalition.web.forms import Form


class DeclarationForm(Form):
    declared_on = WhenField(
        _("Declared on"),
        description=_("A month is enough where the day is not stated. For example: 15 December 2023."),
        validators=[InputRequired()],
    )
    stated_by = StringField(
        _("Signed by"),
        description=_("Office and name. For example: Minister of Foreign Affairs."),
        validators=[InputRequired(), Length(max=200)],
    )
    achievement = TextAreaField(
        _("What was achieved"),
        description=_(
            "In plain words; everybody can read this. For example: the last stocks were destroyed."
        ),
        validators=[Length(max=2000)],
    )
    source = StringField(
        _("Source"),
        description=_(
            "The paper and where it can be found. For example: letter to the ISU, 29 September 2023."
        ),
        validators=[InputRequired(), Length(max=300)],
    )
    file = FileField(
        _("The paper itself"), description=_("PDF or Word. Everybody who is signed in can save it.")
    )


class CeremonyForm(Form):
    meeting = SelectField(_("Meeting"), validators=[InputRequired()])
    note = TextAreaField(
        _("What is planned"),
        description=_("For example: handing over of a certificate by the President."),
        validators=[Length(max=1000)],
    )


class ReopenForm(Form):
    reopened_on = WhenField(
        _("Found on"),
        description=_("A month is enough. For example: April 2021."),
        validators=[InputRequired()],
    )
    reason = TextAreaField(
        _("What was found, and where"),
        description=_("For example: an area of 10 km² near the northern border, unknown at the time."),
        validators=[InputRequired(), Length(max=2000)],
    )
    source = StringField(_("Source"), validators=[InputRequired(), Length(max=300)])

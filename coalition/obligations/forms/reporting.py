"""Forms of transparency reports."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.fields import WhenField
from coalition.web.forms import Form


class FormForm(Form):
    state = SelectField(_("This form is"), validators=[InputRequired()])
    text = TextAreaField(
        _("Text"),
        description=_("Figures stand above by themselves; write what they mean, or what has changed."),
        validators=[Length(max=20_000)],
    )


class AskMinistryForm(Form):
    letter = SelectField(_("Form"), validators=[InputRequired()])
    owner = SelectField(
        _("Whom to ask"),
        description=_("People who speak for your State here; the ISU invites more."),
        validators=[InputRequired()],
    )
    due_on = WhenField(_("By"), description=_("For example: 31 March 2027."), validators=[InputRequired()])
    ask = TextAreaField(
        _("What you need"),
        description=_("For example: number of survivors who received prostheses, by sex and age."),
        validators=[Length(max=2000)],
    )


class InputForm(Form):
    text = TextAreaField(_("Your part"), validators=[InputRequired(), Length(max=20_000)])


class SubmissionForm(Form):
    submitted_on = WhenField(
        _("Handed in on"), description=_("For example: 28 April 2027."), validators=[InputRequired()]
    )
    signed_by = StringField(
        _("Signed by"),
        description=_("Office and name. For example: Minister of Foreign Affairs."),
        validators=[InputRequired(), Length(max=200)],
    )

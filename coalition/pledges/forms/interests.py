"""Forms for interest that others report, and the donor's own word on it."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.fields import WhenField
from coalition.web.forms import Form


class ReportForm(Form):
    need = HiddenField()
    donor = SelectField(_("Donor"), validators=[InputRequired()])
    reported_by = StringField(
        _("Who said so"),
        description=_("A State or an organisation. For example: Democratic Republic of the Congo."),
        validators=[InputRequired(), Length(max=200)],
    )
    said_on = WhenField(
        _("When"),
        description=_("As exactly as you know it. For example: September 2023."),
        validators=[InputRequired()],
    )
    forum = StringField(
        _("Where"), description=_("For example: 11MSP, Geneva."), validators=[Length(max=200)]
    )
    text = TextAreaField(_("What was said"), validators=[InputRequired(), Length(max=2000)])


class AnswerForm(Form):
    response = RadioField(_("Your answer"), validators=[InputRequired("Choose one.")])
    text = TextAreaField(
        _("What is right"),
        description=_("For example: no commitment; we wish to engage after the elections."),
        validators=[Length(max=2000)],
    )
    not_before = WhenField(
        _("Do not ask us before"), description=_("Holds for you only. For example: January 2024.")
    )
    not_before_reason = StringField(_("Why"), validators=[Length(max=300)])

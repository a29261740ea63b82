"""Forms of answer rounds."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form


class RoundForm(Form):
    title = StringField(
        _("Title"),
        description=_("For example: Needs of 2027."),
        validators=[InputRequired(), Length(max=200)],
    )
    message = TextAreaField(_("What you write to them"), validators=[Length(max=4000)])
    due_on = WhenField(
        _("Answers by"), description=_("For example 30 April 2027."), validators=[InputRequired()]
    )
    needs = SelectMultipleField(_("Needs"), validators=[InputRequired()])
    organisations = SelectMultipleField(_("Put to"), validators=[InputRequired()])


class AnswerForm(Form):
    organisation = SelectField(_("In the name of"), validators=[InputRequired()])
    kind = SelectField(
        _("Answer"),
        description=_("A no is an answer: it spares the State a call."),
        validators=[InputRequired()],
    )
    text = TextAreaField(_("In a few words"), validators=[Length(max=2000)])
    amount = AmountField(
        _("About how much"), description=_("Not required, and no pledge. For example 150\u00a0000.")
    )
    currency = StringField(_("Currency"), default="USD", validators=[Length(max=3)])


class FollowUpForm(Form):
    outcome = SelectField(_("Was the need met?"), validators=[InputRequired()])
    note = TextAreaField(_("In a few words"), validators=[Length(max=2000)])

"""Forms of the review."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.fields import WhenField
from coalition.web.forms import Form


class CommentForm(Form):
    text = TextAreaField(
        _("Comment"),
        description=_("It travels with the indicator: members and coordinators read it beside the number."),
        validators=[InputRequired(), Length(max=2000)],
    )


class OfferForm(Form):
    text = TextAreaField(
        _("Offer"),
        description=_("What is offered, in words the State can accept or decline."),
        validators=[InputRequired(), Length(max=2000)],
    )
    owner = SelectField(_("Who does it"), description=_("For example the ISU, or a lead."))
    due_on = WhenField(_("By"), description=_("Not required. For example 1 March 2027."))


class RestForm(Form):
    word = RadioField(_("What does your State wish?"), validators=[InputRequired(_("Choose one."))])
    reason = TextAreaField(
        _("Why"),
        description=_("Leads and coordinators read it. For example: survey begins again in March 2027."),
        validators=[InputRequired(_("Say why, in a sentence.")), Length(max=2000)],
    )


class OutcomeForm(Form):
    then = SelectField(_("What came of it"), validators=[InputRequired()])
    outcome = TextAreaField(
        _("In a few words"),
        description=_("The next review shows it beside the indicator."),
        validators=[Length(max=2000)],
    )

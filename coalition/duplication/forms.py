"""Forms of a question: settle it, ask, answer, object, say what was done."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from coalition.web.fields import WhenField
from coalition.web.forms import Form

LONGEST = 4000


class OutcomeForm(Form):
    """One of the three outcomes; which one is fixed by the button that opened the form."""

    outcome = HiddenField(validators=[InputRequired()])
    reason = SelectField(
        lazy_gettext("Reason"), validators=[InputRequired(lazy_gettext("Choose a reason."))], coerce=str
    )
    text = TextAreaField(
        lazy_gettext("Who does what"),
        description=lazy_gettext("At least 20 characters, so that nobody has to ask again."),
        validators=[InputRequired(lazy_gettext("Write at least 20 characters.")), Length(max=LONGEST)],
    )
    remedy_owner = SelectField(
        lazy_gettext("Who puts it right"), validators=[Optional()], coerce=str, validate_choice=False
    )
    remedy_by = WhenField(
        lazy_gettext("By when"),
        description=lazy_gettext("For example: 30 April 2027"),
        validators=[Optional()],
    )
    heard = TextAreaField(
        lazy_gettext("How the parties were heard"),
        description=lazy_gettext(
            "Only if they have not answered here. For example: meeting of 3 March, minutes on file"
        ),
        validators=[Optional(), Length(max=LONGEST)],
    )


class AskForm(Form):
    """A question to one of the parties."""

    organisation = SelectField(lazy_gettext("Whom"), validators=[InputRequired()], coerce=str)
    text = TextAreaField(
        lazy_gettext("Question"),
        description=lazy_gettext("For example: Which hazard areas will your teams work on?"),
        validators=[InputRequired(lazy_gettext("Write your question.")), Length(max=LONGEST)],
    )


class WordsForm(Form):
    """An answer, an objection, or what was done: one text."""

    text = TextAreaField(
        lazy_gettext("In your words"),
        validators=[InputRequired(lazy_gettext("Write a sentence.")), Length(max=LONGEST)],
    )


class DismissManyForm(Form):
    """One reason for several obvious ones."""

    flags = SelectMultipleField(
        lazy_gettext("Questions"),
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(lazy_gettext("Tick at least one."))],
    )
    reason = SelectField(lazy_gettext("Reason"), validators=[InputRequired()], coerce=str)
    text = TextAreaField(
        lazy_gettext("Why they are not the same"),
        description=lazy_gettext("At least 20 characters; kept with each of them."),
        validators=[InputRequired(lazy_gettext("Write at least 20 characters.")), Length(max=LONGEST)],
    )

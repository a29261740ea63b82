"""Forms at the door and on the account page."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from coalition.web.forms import Form


class SignInForm(Form):
    email = EmailField(_("E-mail address"), validators=[InputRequired(), Length(max=254)])
    password = PasswordField(_("Password"), validators=[InputRequired(), Length(max=256)])


class NewPasswordForm(Form):
    password = PasswordField(
        _("New password"),
        description=_("At least 12 characters. A sentence that only you would think of is easy to remember."),
        validators=[InputRequired(), Length(max=256)],
    )


class ForgottenForm(Form):
    email = EmailField(_("E-mail address"), validators=[InputRequired(), Length(max=254)])


class AccountForm(Form):
    name = StringField(_("Name"), validators=[InputRequired(), Length(max=120)])
    locale = SelectField(
        _("Language"),
        choices=["en", "fr", "es", "ar", "ru", "zh"],
    )
    timezone = StringField(
        _("Time zone"),
        description=_("For example Europe/Zurich."),
        validators=[InputRequired(), Length(max=64)],
    )
    digest = SelectField(
        _("Mail"),
        description=_("Lines marked urgent always come at once."),
        choices=["immediate", "daily", "weekly"],
    )


class InviteForm(Form):
    email = EmailField(_("E-mail address"), validators=[InputRequired(), Length(max=254)])
    name = StringField(_("Name"), validators=[Length(max=120)])
    role = SelectField(_("Role"))
    rank = SelectField(_("Rank"), description=_("What the person may do within the role."))
    state = SelectField(_("State"), description=_("For an affected State, or a donor State."))
    organisation = SelectField(_("Organisation"), description=_("For a donor, a partner or an observer."))
    theme = SelectField(_("Thematic area"), description=_("For coordinators."))

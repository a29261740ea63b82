"""The form of what a person is mailed, how soon, in which language and zone."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from coalition.web.forms import Form


class SettingsForm(Form):
    digest = SelectField(
        _("Mail as a rule"),
        description=_("Lines marked urgent always come at once. A digest comes at seven in the morning."),
    )
    deadlines = SelectField(_("Deadlines that concern your office"))
    needs = SelectField(_("Needs, questions and reported interest"))
    pledges = SelectField(_("Pledges and payments"))
    overlaps = SelectField(_("Questions on two records that may be the same"))
    activities = SelectField(_("Activities and their reports"))
    coalitions = SelectField(_("Coalitions, rounds and proposed leads"))
    obligations = SelectField(_("Declarations, requests for more time and reports under the Convention"))
    committee = SelectField(_("Work of the Coordination Committee"))
    other = SelectField(_("Everything else"))
    locale = SelectField(_("Language of letters and pages"))
    timezone = StringField(
        _("Time zone"),
        description=_("For example Europe/Zurich."),
        validators=[InputRequired(), Length(max=64)],
    )

"""Forms of pairing."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.forms import Form


class AcceptForm(Form):
    role = SelectField(_("Seat"), validators=[InputRequired()])
    reason = TextAreaField(
        _("Why this lead"),
        description=_("Only where the lead is no donor State that has joined the Convention: say why."),
        validators=[Length(max=600)],
    )


class DeclineForm(Form):
    reason = SelectField(_("Reason"), validators=[InputRequired()])
    text = TextAreaField(
        _("In your own words"),
        description=_("Not required. Only the State and the coordinators read it."),
        validators=[Length(max=600)],
    )

"""The form to load a file of rates."""

from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField
from wtforms.validators import InputRequired

from coalition.web.forms import Form


class LoadForm(Form):
    source = SelectField(_("From"), validators=[InputRequired()])
    file = FileField(
        _("File"),
        description=_("CSV: eurofxref-hist.csv of the European Central Bank, or the UN operational rates."),
        validators=[InputRequired()],
    )

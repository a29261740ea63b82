"""Forms of the action plan, the ISU's money and working papers."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form

YEAR = [InputRequired(), NumberRange(2010, 2100)]


class ActionTextForm(Form):
    title = TextAreaField(
        _("Text of the action"),
        description=_("As it stands in the plan."),
        validators=[InputRequired(), Length(max=2000)],
    )
    indicator = TextAreaField(_("Indicator"), validators=[Length(max=2000)])
    source = StringField(
        _("Where does it stand?"),
        description=_("For example: document number and page."),
        validators=[InputRequired(), Length(max=300)],
    )


class ActionProgressForm(Form):
    year = IntegerField(_("Year"), description=_("For example 2023."), validators=YEAR)
    value = StringField(_("Value of the indicator"), validators=[Length(max=200)])
    narrative = TextAreaField(_("What was achieved"), validators=[InputRequired(), Length(max=6000)])
    joint_conclusion = TextAreaField(
        _("Joint conclusion"),
        description=_("What both coordinating States conclude. Left empty until they agree."),
        validators=[Length(max=6000)],
    )
    source = StringField(
        _("Where does this come from?"),
        description=_("For example: Article 7 reports for 2023."),
        validators=[InputRequired(), Length(max=300)],
    )


class BudgetForm(Form):
    year = IntegerField(_("Year"), description=_("For example 2023."), validators=YEAR)
    amount = AmountField(
        _("Annual budget"), description=_("For example 480\u00a0000."), validators=[InputRequired()]
    )
    currency = StringField(_("Currency"), default="CHF", validators=[InputRequired(), Length(max=3)])
    as_of = WhenField(
        _("As of"), description=_("The day on which it was adopted."), validators=[InputRequired()]
    )
    source = StringField(_("Where does this stand?"), validators=[InputRequired(), Length(max=300)])


class EntryForm(Form):
    kind = SelectField(_("What it is"), validators=[InputRequired()])
    state = SelectField(_("State"), validators=[InputRequired()])
    amount = AmountField(
        _("Amount"), description=_("In the currency of the budget. For example 10\u00a0000."),
        validators=[InputRequired()],
    )  # fmt: skip
    earmark = StringField(
        _("Earmarked for"),
        description=_("Left empty for the budget as a whole. For example: sponsorship."),
        validators=[Length(max=200)],
    )
    paid = WhenField(_("On"), description=_("For example October 2023."), validators=[InputRequired()])
    source = StringField(_("Where does this stand?"), validators=[InputRequired(), Length(max=300)])


class StatementForm(Form):
    year = IntegerField(_("Budget year"), description=_("For example 2023."), validators=YEAR)
    contributors = IntegerField(
        _("Contributing States"), description=_("For example 53."), validators=[InputRequired()]
    )
    share = IntegerField(
        _("Share of the annual budget, in per cent"),
        description=_("For example 90."),
        validators=[InputRequired()],
    )
    said_on = WhenField(_("Stated on"), validators=[InputRequired()])
    source = StringField(
        _("Where was it stated?"),
        description=_("For example: minutes of 13 November 2023, item 6.6."),
        validators=[InputRequired(), Length(max=300)],
    )


class PaperForm(Form):
    number = StringField(
        _("Number"),
        description=_("For example CCM/CONF/2020/10."),
        validators=[InputRequired(), Length(max=60)],
    )
    title = StringField(_("Title"), validators=[InputRequired(), Length(max=300)])
    states = SelectMultipleField(_("Presented by"), validators=[InputRequired()])
    meeting = SelectField(_("Before which meeting"))
    theme = SelectField(_("Thematic area"))
    language = SelectField(_("Language"), validators=[InputRequired()])
    dated = WhenField(_("Dated"), description=_("For example 28 September 2020."))
    file = FileField(_("File"), description=_("PDF or Word. Without one the library keeps where it stands."))
    source = StringField(_("Where does it stand?"), validators=[Length(max=300)])

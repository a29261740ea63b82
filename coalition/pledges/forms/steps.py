"""Forms of the steps: each one screen, asking only what the step needs."""

from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form


def paper_field() -> FileField:
    """Return the field for a step's document; what it is follows from its bytes when it is stored."""
    return FileField(
        _("The document itself"),
        description=_("PDF, DOCX or ODT, at most 40 MB, without macros or password."),
    )


def evidence_field(label: str, description: str) -> TextAreaField:
    """Return the field for what stands behind a step; the rules ask for it or for the document."""
    return TextAreaField(label, description=description, validators=[Length(max=1000)])


class OverForm(Form):
    over_reason = TextAreaField(
        _("If a need is then more than covered: why"),
        description=_("Only then. For example: the State widened the work, costs follow."),
        validators=[Length(max=600)],
    )


class ToPledgeForm(Form):
    amount = AmountField(_("Amount"), description=_("In figures. For example: 150000."))
    currency = StringField(_("Currency"), description=_("For example: EUR."), validators=[Length(max=3)])
    expected_commitment_on = WhenField(
        _("When you expect to commit"),
        description=_("For example: March 2027."),
        validators=[InputRequired()],
    )
    on = WhenField(_("Day of your word"), validators=[InputRequired()])
    evidence = evidence_field(
        _("Where it was said"), _("For example: statement at the 14MSP. Others can then point to it.")
    )
    file = paper_field()


class CommitForm(Form):
    on = WhenField(
        _("Day of the commitment"),
        description=_("Its exchange rate converts the amount."),
        validators=[InputRequired()],
    )
    evidence = evidence_field(
        _("Written statement"),
        _("This or the document is needed. For example: note verbale 12/2027 of 3 March 2027."),
    )
    file = paper_field()
    channel = SelectField(_("Channel"), validators=[InputRequired()])
    channel_organisation = SelectField(_("Which organisation"), validate_choice=False)
    over_reason = TextAreaField(
        _("If the need is then more than covered: why"),
        description=_("Only then. For example: the State widened the work, costs follow."),
        validators=[Length(max=600)],
    )


class ContractForm(Form):
    contract_ref = StringField(
        _("Reference"),
        description=_("Of the contract or exchange of letters. For example: QZA-27/0042."),
        validators=[InputRequired(), Length(max=120)],
    )
    on = WhenField(_("Day of signature"), validators=[InputRequired()])
    evidence = evidence_field(
        _("What was signed"),
        _("This or the document is needed. For example: grant agreement, signed by both sides."),
    )
    file = paper_field()
    seen_reason = TextAreaField(
        _("If a likely duplicate is still open: why you go on"),
        description=_("Only then. For example: other hazard areas; the centre has confirmed it."),
        validators=[Length(max=600)],
    )


class GiveForm(Form):
    on = WhenField(_("Since which day"), validators=[InputRequired()])
    evidence = evidence_field(
        _("What is given"),
        _("This or the document is needed. For example: two trainers at the national centre."),
    )
    file = paper_field()


class CompleteForm(Form):
    on = WhenField(_("Day of completion"), validators=[InputRequired()])
    evidence = evidence_field(
        _("Last report"),
        _("This or the document is needed. For example: final report accepted on 3 May 2028."),
    )
    file = paper_field()


class DeclineForm(Form):
    reason_code = SelectField(_("Reason"), validators=[InputRequired()])
    reason = TextAreaField(
        _("In your words"),
        description=_("Others read only that it is no longer offered."),
        validators=[Length(max=600)],
    )


class ReduceForm(Form):
    amount = AmountField(
        _("New amount"),
        description=_("In the pledge's currency. For example: 700000."),
        validators=[InputRequired()],
    )
    reason_code = SelectField(_("Reason"), validators=[InputRequired()])
    reason = TextAreaField(_("In your words"), validators=[InputRequired(), Length(max=600)])
    on = WhenField(_("Day of the decision"), validators=[InputRequired()])
    evidence = evidence_field(_("Where it stands"), _("For example: letter to the Director of 3 March 2027."))
    file = paper_field()


class CancelForm(Form):
    reason_code = SelectField(_("Reason"), validators=[InputRequired()])
    reason = TextAreaField(_("In your words"), validators=[InputRequired(), Length(max=600)])
    on = WhenField(_("Day of the decision"), validators=[InputRequired()])
    evidence = evidence_field(_("Where it stands"), _("For example: letter to the Director of 3 March 2027."))
    file = paper_field()


class CorrectForm(Form):
    then = SelectField(_("Back to"), validators=[InputRequired()])
    reason = TextAreaField(
        _("Why"),
        description=_("The history keeps both steps."),
        validators=[InputRequired(), Length(max=600)],
    )


class PayForm(Form):
    amount = AmountField(
        _("Amount"), description=_("In figures. For example: 250000."), validators=[InputRequired()]
    )
    currency = StringField(
        _("Currency"),
        description=_("As it was paid. For example: EUR."),
        validators=[InputRequired(), Length(max=3)],
    )
    value_on = WhenField(
        _("Value date"), description=_("Its exchange rate converts the amount."), validators=[InputRequired()]
    )
    document = StringField(
        _("Document"),
        description=_("For example: bank advice of 3 March 2027."),
        validators=[Length(max=300)],
    )
    file = paper_field()


class AdjustForm(PayForm):
    reason = TextAreaField(
        _("What is corrected"),
        description=_("For example: typed twice. Write a minus before an amount that was too high."),
        validators=[InputRequired(), Length(max=600)],
    )

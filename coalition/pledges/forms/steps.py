"""Forms of the steps: each one screen, asking only what the step needs."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form


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


class CommitForm(Form):
    on = WhenField(
        _("Day of the commitment"),
        description=_("Its exchange rate converts the amount."),
        validators=[InputRequired()],
    )
    evidence = TextAreaField(
        _("Written statement or document"),
        description=_("What stands behind it. For example: note verbale 12/2027 of 3 March 2027."),
        validators=[InputRequired(), Length(max=1000)],
    )
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
    evidence = TextAreaField(
        _("Document"),
        description=_("For example: grant agreement, signed by both sides."),
        validators=[InputRequired(), Length(max=1000)],
    )
    seen_reason = TextAreaField(
        _("If a likely duplicate is still open: why you go on"),
        description=_("Only then. For example: other hazard areas; the centre has confirmed it."),
        validators=[Length(max=600)],
    )


class CompleteForm(Form):
    on = WhenField(_("Day of completion"), validators=[InputRequired()])
    evidence = TextAreaField(
        _("Last report"),
        description=_("For example: final report accepted on 3 May 2028."),
        validators=[InputRequired(), Length(max=1000)],
    )


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


class CancelForm(Form):
    reason_code = SelectField(_("Reason"), validators=[InputRequired()])
    reason = TextAreaField(_("In your words"), validators=[InputRequired(), Length(max=600)])


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


class AdjustForm(PayForm):
    reason = TextAreaField(
        _("What is corrected"),
        description=_("For example: typed twice. Write a minus before an amount that was too high."),
        validators=[InputRequired(), Length(max=600)],
    )

"""The one screen on which a donor states a pledge."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency, to_decimal, to_minor
from coalition.core.visibility import Visibility
from coalition.core.when import When
from coalition.pledges.models import Pledge
from coalition.pledges.rules import (
    MINE_ACTION_PURPOSE,
    ChannelType,
    Continuity,
    Marker,
    Modality,
    PaymentBasis,
    PledgeKind,
    RecipientScope,
    Terms,
)
from coalition.strategies.rules import Pillar
from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form


class PledgeForm(Form):
    need = HiddenField()
    coalition = HiddenField()
    parent = HiddenField()
    donor = SelectField(_("On behalf of"), validate_choice=False)
    word = RadioField(
        _("What you say"),
        description=_(
            "Interest needs no amount and never counts. A pledge is an intention: it counts as soft money."
        ),
        default="pledge",
    )
    title = StringField(
        _("Title"),
        description=_("In one line. For example: clearance teams in two districts, 2027."),
        validators=[InputRequired(), Length(max=200)],
    )
    kind = SelectField(_("Kind of support"), default="financial", validators=[InputRequired()])
    pillar = SelectField(_("Pillar"), validators=[InputRequired()])
    amount = AmountField(_("Amount"), description=_("In figures. For example: 150000 or 1 500 000."))
    currency = StringField(
        _("Currency"),
        description=_("Your own; it is kept, and converted for sums. For example: NOK."),
        validators=[Length(max=3)],
        filters=[lambda text: (text or "").strip().upper()],
    )
    scope = SelectField(
        _("Reach"), default="country", description=_("Regional support counts for no single country.")
    )
    state = SelectField(_("Country"), validate_choice=False)
    region = StringField(
        _("Region"),
        description=_("For regional support. For example: ASEAN, through its mine action centre."),
        validators=[Length(max=120)],
    )
    places = TextAreaField(
        _("Places"),
        description=_(
            "Provinces or districts, one a line. For example: Savannakhet. Leave empty if not yet known."
        ),
        validators=[Length(max=2000)],
    )
    activity_type = StringField(
        _("Work"),
        description=_("For example: clearance, technical survey, risk education in schools."),
        validators=[Length(max=120)],
    )
    implementer = StringField(
        _("Who does the work"), description=_("Leave empty if not yet chosen."), validators=[Length(max=200)]
    )
    starts = WhenField(_("From"), description=_("A month is enough. For example: April 2027."))
    ends = WhenField(_("Until"), description=_("For example: March 2028."))
    expected_commitment_on = WhenField(
        _("When you expect to commit"), description=_("For example: after the budget vote, March 2027.")
    )
    description = TextAreaField(
        _("In more words"), description=_("What it is meant to change."), validators=[Length(max=4000)]
    )
    channel = SelectField(
        _("Channel"), default="", description=_("Through whom the support reaches the country.")
    )
    channel_organisation = SelectField(_("Which organisation"), validate_choice=False)
    hazard_areas = TextAreaField(
        _("Hazard areas"),
        description=_("National references, one a line. They tell best whether two teams meet."),
        validators=[Length(max=4000)],
    )
    target_groups = StringField(
        _("For whom"),
        description=_("For example: survivors, farmers, schoolchildren."),
        validators=[Length(max=200)],
    )
    output_indicator = StringField(
        _("What will have been done"),
        description=_("For example: land released."),
        validators=[Length(max=200)],
    )
    conditions = TextAreaField(
        _("Conditions"), description=_("For example: approval by parliament."), validators=[Length(max=2000)]
    )
    modality = SelectField(_("Earmarking"), default="", description=_("Grand Bargain modality A to L."))
    payment_basis = SelectField(_("Basis of payment"), default="")
    gender_marker = SelectField(
        _("Gender equality marker"), default="not_screened", description=_("OECD policy marker 0, 1 or 2.")
    )
    disability_marker = SelectField(
        _("Disability marker"), default="not_screened", description=_("OECD policy marker 0, 1 or 2.")
    )
    continuity = SelectField(_("New or continuing"), default="unknown")
    crs_purpose = StringField(
        _("CRS purpose code"), description=_("15250 is mine action."), validators=[Length(max=5)]
    )
    iati_identifier = StringField(
        _("IATI identifier"),
        description=_("If it is published: then the published record and this one are known to be the same."),
        validators=[Length(max=120)],
    )
    not_before = WhenField(
        _("Not before"),
        description=_("A day before which you do not wish to be asked. For example: after elections."),
    )
    not_before_reason = StringField(_("Why not before"), validators=[Length(max=300)])
    visibility = SelectField(
        _("Who sees it"), description=_("Members of the coalition, unless you say otherwise.")
    )
    statement_on = WhenField(_("Day of your word"), description=_("Its exchange rate converts the amount."))


def money_of(form: Any) -> tuple[int | None, str | None]:
    """Return amount in minor units and currency as typed, or two Nones. Raises RuleBroken at the field."""
    if form.amount.data is None:
        return None, None
    currency = (form.currency.data or "").strip().upper()
    if not currency:
        raise RuleBroken("Choose the currency.", field="currency")
    check_currency(currency)
    amount = to_minor(form.amount.data, currency)
    if amount <= 0:
        raise RuleBroken("Give an amount above zero.", field="amount")
    return amount, currency


def terms_from(
    form: PledgeForm, *, state_id: int | None, statement: When, coalition_id: int | None = None
) -> Terms:
    """Return what the form says, in the domain's units. Raises RuleBroken at the field that is wrong."""
    amount, currency = money_of(form)
    kind = PledgeKind(form.kind.data)
    scope = RecipientScope(form.scope.data)
    return Terms(
        title=form.title.data.strip(),
        pillar=Pillar(form.pillar.data),
        statement_on=statement.on,
        kind=kind,
        scope=scope,
        state_id=state_id if scope is RecipientScope.COUNTRY else None,
        region=(form.region.data or "").strip() if scope is not RecipientScope.COUNTRY else "",
        coalition_id=coalition_id,
        amount=amount,
        currency=currency,
        starts=form.starts.data,
        ends=form.ends.data,
        **_words_of(form),
        **_choices_of(form),
    )


def _words_of(form: PledgeForm) -> dict[str, Any]:
    names = (
        "description activity_type implementer places hazard_areas target_groups output_indicator conditions "
        "iati_identifier not_before_reason"
    )
    words: dict[str, Any] = {name: (form[name].data or "").strip() for name in names.split()}
    words["crs_purpose"] = (form.crs_purpose.data or "").strip() or MINE_ACTION_PURPOSE
    words["not_before"] = form.not_before.data.on if form.not_before.data else None
    expected = form.expected_commitment_on.data
    words["expected_commitment_on"] = expected.on if expected else None
    return words


def _choices_of(form: PledgeForm) -> dict[str, Any]:
    chosen = form.channel_organisation.data or ""
    return {
        "channel": ChannelType(form.channel.data) if form.channel.data else None,
        "channel_organisation_id": int(chosen) if chosen.isdigit() else None,
        "modality": Modality(form.modality.data) if form.modality.data else None,
        "payment_basis": PaymentBasis(form.payment_basis.data) if form.payment_basis.data else None,
        "gender_marker": Marker(form.gender_marker.data or "not_screened"),
        "disability_marker": Marker(form.disability_marker.data or "not_screened"),
        "continuity": Continuity(form.continuity.data or "unknown"),
        "visibility": Visibility(form.visibility.data or "members"),
    }


def values_of(pledge: Pledge) -> dict[str, Any]:
    """Return a pledge as the form's starting values."""
    same = {name: getattr(pledge, name) for name in PledgeForm.__dict__ if hasattr(pledge, name)}
    same |= {name: value.value for name, value in same.items() if hasattr(value, "value")}
    for name in ("starts", "ends"):
        on = getattr(pledge, f"{name}_on")
        same[name] = When(on, getattr(pledge, f"{name}_on_precision")) if on else None
    for name in ("not_before", "expected_commitment_on", "statement_on"):
        same[name] = When(same[name]) if same.get(name) else None
    same["amount"] = to_decimal(pledge.amount, pledge.currency) if pledge.amount and pledge.currency else None
    same["state"] = pledge.state.iso3 if pledge.state else ""
    same["channel_organisation"] = str(pledge.channel_organisation_id or "")
    same["donor"] = str(pledge.donor_id)
    return same

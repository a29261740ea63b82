"""Forms of needs. Their data is in the domain's units once `facts_from` has read it."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coalition.core.errors import RuleBroken
from coalition.core.money import parse_amount, to_minor
from coalition.needs.rules import CostBasis, NeedFacts, NeedType
from coalition.strategies.rules import Pillar
from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form

MOST = 10**12


class NeedForm(Form):
    state = SelectField(_("State"))
    title = StringField(
        _("What is needed"),
        description=_("In one line. For example: non-technical survey of two districts."),
        validators=[InputRequired(), Length(max=200)],
    )
    pillar = SelectField(_("Pillar"), validators=[InputRequired()])
    need_type = SelectField(_("Kind of support"), validators=[InputRequired()])
    description = TextAreaField(
        _("Why, and what it will change"),
        description=_("Two or three sentences. Donors compare needs by them."),
        validators=[InputRequired(), Length(max=4000)],
    )
    contact = StringField(
        _("Office to write to"),
        description=_("A post, not a person's name. For example: head of planning, mine action centre."),
        validators=[InputRequired(), Length(max=200)],
    )
    objective = SelectField(_("Objective of the strategy"), default="")
    no_strategy_reason = StringField(
        _("If there is no objective: why"),
        description=_("For example: the strategy ended in March and the new one is in consultation."),
        validators=[Length(max=400)],
    )
    output_indicator = StringField(
        _("What will have been done"),
        description=_("Something one can count. For example: workshops held; land released."),
        validators=[Length(max=200)],
    )
    output_target = IntegerField(
        _("How much of it"),
        description=_("A number. For example: 3."),
        validators=[Optional(), NumberRange(min=1, max=MOST)],
    )
    output_unit = StringField(
        _("Unit"),
        description=_("For example: workshops, m2, people."),
        validators=[Length(max=40)],
    )
    period_start = WhenField(_("From"), description=_("A month is enough. For example: April 2027."))
    period_end = WhenField(_("Until"), description=_("For example: March 2028."))
    cost_basis = SelectField(
        _("How the cost was found"), default="", description=_("“Not known” is an answer.")
    )
    amount = AmountField(
        _("Cost"), description=_("Leave it empty where it is not known. For example: 150000.")
    )
    currency = StringField(_("Currency"), default="USD", validators=[Length(max=3)])
    places = TextAreaField(
        _("Provinces or districts"),
        description=_("One a line. Leave it empty where it is not yet known."),
        validators=[Length(max=2000)],
    )
    whole_country = BooleanField(_("The whole country"))
    target_groups = StringField(
        _("For whom"),
        description=_("For example: farming families; survivors. Never a person's name."),
        validators=[Length(max=400)],
    )
    expected_beneficiaries = IntegerField(
        _("People reached directly"), validators=[Optional(), NumberRange(min=1, max=10**9)]
    )
    national_contribution = AmountField(
        _("The State's own contribution"), description=_("In the same currency. Donors ask for it.")
    )
    phases = TextAreaField(
        _("Cost by year"),
        description=_(
            "A year, a colon and an amount, one a line; together the cost. For example: 2027: 100000."
        ),
        validators=[Length(max=1000)],
    )
    hazard_areas = TextAreaField(
        _("Hazard areas"), description=_("National references, one a line."), validators=[Length(max=4000)]
    )
    preferred_channels = StringField(
        _("Preferred channel"),
        description=_("For example: trust fund, direct grant."),
        validators=[Length(max=200)],
    )
    gender_note = TextAreaField(_("Women, girls, boys and men"), validators=[Length(max=1000)])
    environment_note = TextAreaField(_("Environment"), validators=[Length(max=1000)])
    seen_version = HiddenField(default="0")

    def by_year(self) -> dict[int, int]:
        """Return the yearly parts of the cost, in minor units. Raises RuleBroken naming the line at fault."""
        code, found = (self.currency.data or "").strip().upper(), {}
        for line in lines_of(self.phases.data):
            year, _mark, amount = line.partition(":")
            if not (year.strip().isdigit() and amount.strip()):
                raise RuleBroken("“{line}” is no year, colon and amount.", "phases", line=line)
            try:
                found[int(year)] = to_minor(parse_amount(amount), code)
            except RuleBroken as broken:
                raise RuleBroken(broken.message, "phases", **broken.values) from broken
        return found

    def facts(self) -> NeedFacts:
        """Return what was filled in. Raises RuleBroken on an amount that the currency cannot have."""
        code = (self.currency.data or "").strip().upper()
        return NeedFacts(
            title=self.title.data or "",
            pillar=Pillar(self.pillar.data),
            need_type=NeedType(self.need_type.data),
            description=self.description.data or "",
            contact=self.contact.data or "",
            objective_id=_number(self.objective.data),
            no_strategy_reason=self.no_strategy_reason.data or "",
            output_indicator=self.output_indicator.data or "",
            output_target=self.output_target.data,
            output_unit=self.output_unit.data or "",
            period_start=self.period_start.data,
            period_end=self.period_end.data,
            cost=_minor(self.amount.data, code),
            currency=code if self.amount.data is not None else None,
            cost_basis=CostBasis(self.cost_basis.data) if self.cost_basis.data else None,
            national_contribution=_minor(self.national_contribution.data, code),
            places=self.places.data or "",
            whole_country=bool(self.whole_country.data),
            target_groups=self.target_groups.data or "",
            expected_beneficiaries=self.expected_beneficiaries.data,
            preferred_channels=self.preferred_channels.data or "",
            environment_note=self.environment_note.data or "",
            gender_note=self.gender_note.data or "",
        )


class OnBehalfForm(NeedForm):
    source = StringField(
        _("Who stated it, and where"),
        description=_("For example: the delegation at the eleventh Meeting of States Parties."),
        validators=[InputRequired(), Length(max=400)],
    )
    source_on = WhenField(_("Stated on"), validators=[InputRequired()])


class HoldForm(Form):
    until = WhenField(
        _("On hold until"),
        description=_("The need asks again on that day. For example: 1 January 2027."),
        validators=[InputRequired()],
    )
    reason = StringField(
        _("Reason"),
        description=_("For example: elections; dry season; security."),
        validators=[InputRequired(), Length(max=400)],
    )


class ReasonForm(Form):
    reason = TextAreaField(_("Reason"), validators=[InputRequired(), Length(max=1000)])


class QuestionForm(Form):
    text = TextAreaField(
        _("Question"),
        description=_("All members read the question and the answer."),
        validators=[InputRequired(), Length(max=2000)],
    )


class AnswerForm(Form):
    text = TextAreaField(
        _("Answer"), description=_("All members read it."), validators=[InputRequired(), Length(max=4000)]
    )


class StatementForm(Form):
    by = StringField(_("Who said it"), validators=[InputRequired(), Length(max=200)])
    on = WhenField(_("When"), validators=[InputRequired()])
    forum = StringField(_("Where"), validators=[Length(max=200)])
    text = TextAreaField(_("What was said"), validators=[InputRequired(), Length(max=2000)])
    counters = SelectField(
        _("It contradicts"), default="", description=_("Both statements stay and are marked as disputed.")
    )


def lines_of(text: str | None) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _minor(amount: Any, currency: str) -> int | None:
    return to_minor(amount, currency) if isinstance(amount, Decimal) and currency else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None

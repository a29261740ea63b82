"""Forms of strategies."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coalition.core.errors import RuleBroken
from coalition.core.money import to_minor
from coalition.strategies.rules import LARGEST_TARGET, ObjectiveFacts, Pillar, Section, VersionFacts
from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form


class DocumentForm(Form):
    state = SelectField(_("State"))
    title = StringField(
        _("Title"),
        description=_("As on its cover. For example: Safe Path Forward III."),
        validators=[InputRequired(), Length(max=200)],
    )
    kind = SelectField(_("Kind of document"), validators=[InputRequired()])


class VersionForm(Form):
    valid_from = WhenField(_("First day"), description=_("For example: 1 January 2027."))
    valid_to = WhenField(_("Last day"), description=_("For example: 31 December 2030."))
    languages = StringField(
        _("Languages"), default="en", description=_("For example: en, lo."), validators=[Length(max=60)]
    )
    summary = TextAreaField(
        _("In a few sentences"),
        description=_("Aims and priorities. Everybody can read them once it is endorsed."),
        validators=[Length(max=4000)],
    )
    budget = AmountField(_("What it costs in all"), description=_("Leave it empty where it is not costed."))
    national_contribution = AmountField(_("The State's own contribution"))
    currency = StringField(_("Currency"), default="USD", validators=[Length(max=3)])
    next_review_on = WhenField(_("Next review"), description=_("For example: June 2028."))
    gender_section = SelectField(_("Does it speak of gender and diversity?"), default=Section.UNKNOWN.value)
    environment_section = SelectField(_("Does it speak of the environment?"), default=Section.UNKNOWN.value)
    consultation_note = TextAreaField(_("Who was consulted"), validators=[Length(max=2000)])
    source = StringField(_("Where it is published"), validators=[Length(max=400)])
    seen_version = HiddenField(default="1")

    def facts(self) -> VersionFacts:
        """Return what was filled in. Raises RuleBroken on an amount that the currency cannot have."""
        code = (self.currency.data or "").strip().upper()
        return VersionFacts(
            valid_from=self.valid_from.data.first if self.valid_from.data else None,
            valid_to=self.valid_to.data.last if self.valid_to.data else None,
            languages=self.languages.data or "",
            summary=self.summary.data or "",
            consultation_note=self.consultation_note.data or "",
            source=self.source.data or "",
            gender_section=Section(self.gender_section.data),
            environment_section=Section(self.environment_section.data),
            next_review_on=self.next_review_on.data.first if self.next_review_on.data else None,
            budget=_minor(self.budget.data, code, "budget"),
            national_contribution=_minor(self.national_contribution.data, code, "national_contribution"),
            currency=code or None,
        )


class EndorseForm(Form):
    endorsed_on = WhenField(_("Endorsed on"), validators=[InputRequired()])
    endorsed_by = StringField(
        _("By which office and act"),
        description=_("For example: Prime Minister's Office, decree 123."),
        validators=[InputRequired(), Length(max=200)],
    )


class ObjectiveForm(Form):
    code = StringField(
        _("Code"), description=_("For example: 2.1."), validators=[InputRequired(), Length(max=20)]
    )
    text = TextAreaField(_("Objective"), validators=[InputRequired(), Length(max=1000)])
    pillar = SelectField(_("Pillar"), validators=[InputRequired()])
    indicator = StringField(
        _("Indicator"),
        description=_("What is counted. For example: land released."),
        validators=[Length(max=200)],
    )
    unit = StringField(_("Unit"), description=_("For example: m2, people."), validators=[Length(max=40)])
    baseline = IntegerField(_("Baseline"), validators=[Optional(), NumberRange(min=0, max=LARGEST_TARGET)])
    target = IntegerField(_("Target"), validators=[Optional(), NumberRange(min=0, max=LARGEST_TARGET)])
    target_year = IntegerField(_("Target year"), validators=[Optional(), NumberRange(min=1990, max=2200)])
    milestones = TextAreaField(
        _("Milestones"),
        description=_("What is reached by the end of each year, one a line. For example: 2027: 1500000."),
        validators=[Length(max=2000)],
    )
    action_plan_refs = StringField(
        _("Actions of the action plan"),
        description=_("By number. For example: 18, 22."),
        validators=[Length(max=100)],
    )

    def facts(self) -> ObjectiveFacts:
        """Return what was filled in."""
        return ObjectiveFacts(
            code=self.code.data or "",
            text=self.text.data or "",
            pillar=Pillar(self.pillar.data),
            indicator=self.indicator.data or "",
            unit=self.unit.data or "",
            baseline=self.baseline.data,
            target=self.target.data,
            target_year=self.target_year.data,
            action_plan_refs=self.action_plan_refs.data or "",
        )

    def by_year(self) -> dict[int, int]:
        """Return the milestones by year. Raises RuleBroken naming the first line that cannot be read."""
        found: dict[int, int] = {}
        for line in filter(None, map(str.strip, (self.milestones.data or "").splitlines())):
            year, _mark, value = line.partition(":")
            digits = "".join(value.split())
            if not (year.strip().isdigit() and digits.isascii() and digits.isdigit()):
                raise RuleBroken("“{line}” is no year, colon and number.", "milestones", line=line)
            found[int(year)] = int(digits)
        return found


class FileForm(Form):
    file = FileField(
        _("File"),
        description=_("PDF, DOCX or ODT, at most 40 MB, without macros or password."),
        validators=[FileRequired()],
    )
    language = StringField(
        _("Language"),
        default="en",
        description=_("By its code. For example: en, fr, lo."),
        validators=[InputRequired(), Length(max=10)],
    )
    label = StringField(
        _("What it is, if not the whole document"),
        description=_("For example: annex with costs."),
        validators=[Length(max=120)],
    )


def _minor(amount: Any, currency: str, field: str) -> int | None:
    if not isinstance(amount, Decimal):
        return None
    try:
        return to_minor(amount, currency or "USD")
    except RuleBroken as broken:
        raise RuleBroken(broken.message, field, **broken.values) from broken

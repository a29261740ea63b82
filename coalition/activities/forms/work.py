"""Forms of activities."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.activities.rules.kinds import ActivityType, ReportingFrequency
from coalition.activities.service import ActivityFacts
from coalition.core.errors import RuleBroken
from coalition.strategies.rules import Pillar
from coalition.web.fields import WhenField
from coalition.web.forms import Form


class ActivityForm(Form):
    coalition = SelectField(_("Coalition"), validators=[InputRequired()])
    title = StringField(
        _("What is done"),
        description=_("In one line. For example: battle area clearance in Dakcheung."),
        validators=[InputRequired(), Length(max=200)],
    )
    type = SelectField(_("Kind of work"), validators=[InputRequired()])
    pillar = SelectField(_("Pillar"), validators=[InputRequired()])
    implementer = SelectField(_("Who does it"), validators=[InputRequired()])
    objective = SelectField(_("Objective of the strategy"), validators=[InputRequired()])
    planned_start = WhenField(
        _("From"), description=_("For example: January 2027."), validators=[InputRequired()]
    )
    planned_end = WhenField(
        _("Until"), description=_("For example: December 2027."), validators=[InputRequired()]
    )
    places = TextAreaField(_("Districts"), description=_("One a line."), validators=[Length(max=2000)])
    whole_country = BooleanField(_("The whole country"))
    reporting_frequency = SelectField(_("Reports come every"), default=ReportingFrequency.HALF_YEAR.value)
    standards_ref = StringField(
        _("Standard worked to"), description=_("For example: NMAS 09.11."), validators=[Length(max=200)]
    )
    gender_note = TextAreaField(_("Women, girls, boys and men"), validators=[Length(max=1000)])
    environment_note = TextAreaField(_("Environment"), validators=[Length(max=1000)])

    def facts(self) -> ActivityFacts:
        """Return what was filled in."""
        return ActivityFacts(
            title=self.title.data or "",
            type=ActivityType(self.type.data),
            pillar=Pillar(self.pillar.data),
            implementer_id=int(self.implementer.data),
            objective_id=int(self.objective.data),
            planned_start=self.planned_start.data,
            planned_end=self.planned_end.data,
            places=self.places.data or "",
            whole_country=bool(self.whole_country.data),
            standards_ref=self.standards_ref.data or "",
            gender_note=self.gender_note.data or "",
            environment_note=self.environment_note.data or "",
            reporting_frequency=ReportingFrequency(self.reporting_frequency.data),
        )


class MoveForm(Form):
    on = WhenField(_("On"), description=_("For example: 3 March 2027."), validators=[InputRequired()])
    tasking_ref = StringField(
        _("Tasking order"), description=_("Only for tasking: its number."), validators=[Length(max=100)]
    )
    reason = StringField(
        _("Reason"), description=_("Only for suspending and cancelling."), validators=[Length(max=400)]
    )


class LinksForm(Form):
    needs = TextAreaField(
        _("Needs it answers"), description=_("References, one a line. For example: NEED-LAO-2026-001.")
    )
    shares = TextAreaField(
        _("Pledges that pay it"),
        description=_("Reference and per cent, one a line. For example: PLEDGE-NOR-2026-001: 60."),
    )
    hazard_areas = TextAreaField(_("Hazard areas"), description=_("National references, one a line."))

    def paid(self) -> dict[str, int]:
        """Return the shares by reference, in hundredths of a per cent. Raises RuleBroken naming the line."""
        found: dict[str, int] = {}
        for line in lines_of(self.shares.data):
            ref, _mark, share = line.rpartition(":")
            plain = share.replace("%", "").replace(",", ".").strip()
            if not ref or not plain.replace(".", "", 1).isdigit():
                raise RuleBroken("“{line}” is no reference, colon and per cent.", "shares", line=line)
            found[ref.strip()] = round(float(plain) * 100)
        return found


class ScopingForm(Form):
    challenge = SelectField(_("Challenge"), validators=[InputRequired()])
    what = StringField(_("What is to be done"), validators=[InputRequired(), Length(max=300)])
    actor = SelectField(
        _("Who does it"), default="", description=_("Nobody yet is an answer: it shows the gap.")
    )
    actor_note = StringField(_("In which part"), validators=[Length(max=200)])
    need = SelectField(_("Need it belongs to"), default="")


def lines_of(text: str | None) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]

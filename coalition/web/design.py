"""The design system shown to staff: every component in every state, and pages to copy."""

from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext
from wtforms import BooleanField, FileField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from coalition.auth.policy import Act
from coalition.core.paging import Page, page_number
from coalition.core.when import add_months
from coalition.web.access import allow
from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form

bp = Blueprint("design", __name__, url_prefix="/design")

EXAMPLES = ("front", "home", "coalition", "flag", "form")
MANY = 10_000
LONG = (
    "Kampfmittelräumdienstkoordinierungsausschusssitzungsprotokollberichtigungsantrag der "
    "Bundesrepublik Deutschland für grenzüberschreitende Rehabilitationsmaßnahmen"
)
TYPED = {"amount": "1.500", "work": "", "starts": "31 February 2027"}


class PledgeExample(Form):
    """A form with a field of every kind."""

    amount = AmountField(
        "Amount",
        validators=[InputRequired("Say how much.")],
        description="In US dollars; leave cents out. For example: 150\u00a0000",
    )
    work = RadioField(
        "Kind of work",
        choices=[
            SelectChoice("clearance", "Clearance"),
            SelectChoice("survey", "Survey"),
            SelectChoice("victims", "Victim assistance"),
        ],
        validators=[InputRequired("Choose one.")],
        description="We ask so that similar work can be found before you save.",
    )
    place = SelectField(
        "Province",
        choices=[
            SelectChoice("", "Not known yet"),
            SelectChoice("XA", "Xieng Khouang"),
            SelectChoice("SV", "Savannakhet"),
        ],
    )
    starts = WhenField("Start", description="As exactly as you know it. For example: April 2027")
    partner = StringField(
        "Partner", description="Who will do the work. For example: an operator or a trust fund"
    )
    conditions = TextAreaField(
        "Conditions", description="What must be true first. For example: approval by parliament"
    )
    letter = FileField("Letter", description="PDF or DOCX, at most 20 MB.")
    public = BooleanField(
        "May be shown to the public", description="Without it only members see this pledge."
    )


@bp.get("")
@allow(Act.DESIGN_SEE)
def index() -> str:
    """Show every component in every state; ?theme=dark, ?direction=rtl and ?page=n change what is seen."""
    wrong = PledgeExample(formdata=None, prefix="wrong")
    _spoil(wrong)
    number = page_number(request.args.get("page"))
    return render_template(
        "design/index.html",
        form=PledgeExample(formdata=None),
        wrong=wrong,
        page=Page(_rows(number), number, MANY),
        long=LONG,
        **_looks(),
    )


@bp.get("/examples/<name>")
@allow(Act.DESIGN_SEE)
def example(name: str) -> str:
    """Show one page to copy."""
    if name not in EXAMPLES:
        abort(404)
    return render_template(
        f"design/examples/{name}.html", form=PledgeExample(formdata=None), matches=_matches(), **_looks()
    )


@bp.post("/similar")
@allow(Act.DESIGN_SEE)
def similar() -> str:
    """Answer the example's live panel."""
    return render_template("design/similar.html", matches=_matches() if request.form.get("amount") else [])


def _looks() -> dict[str, Any]:
    theme = request.args.get("theme")
    looks: dict[str, Any] = {"date": date, "datetime": datetime, "UTC": UTC}
    looks["theme"] = theme if theme in ("dark", "light") else None
    if request.args.get("direction") == "rtl":
        looks["text_direction"] = "rtl"
    return looks


def _spoil(form: PledgeExample) -> None:
    """Put in what people get wrong, as the validators would say it."""
    form.amount.typed, form.amount.errors = TYPED["amount"], ["“1.500” can be read in two ways."]
    form.work.errors = ["Choose one."]
    form.starts.typed, form.starts.errors = TYPED["starts"], ["“31 February 2027” is no day of the calendar."]
    form.form_errors = ["This need was closed while you wrote."]


def _rows(number: int) -> list[dict[str, Any]]:
    """Return one page of ten thousand rows, among them some with nothing known."""
    first = (number - 1) * 25
    return [
        {
            "title": LONG if place == first + 1 else f"Example programme {place + 1}",
            "amount": None if place % 9 == 4 else (place * 7919 % 100_000) * 12_345,
            "area": None if place % 7 == 3 else (place * 104_729) % 9_000_000,
            "on": add_months(date(2020, 1, 15), place % 80),
            "precision": ("day", "month", "year")[place % 3],
        }
        for place in range(first, min(first + 25, MANY))
    ]


def _matches() -> list[dict[str, str]]:
    return [
        {
            "title": "Clearance in districts P and Q",
            "href": "#",
            "who": "United Kingdom · January 2025 – December 2026",
            "verdict": gettext("Possible overlap"),
            "tone": "warn",
            "why": gettext("Same district, same work, twelve months in common"),
        },
        {
            "title": "Community risk education in Savannakhet",
            "href": "#",
            "who": "Luxembourg · 2026",
            "verdict": gettext("Related work"),
            "tone": "plain",
            "why": gettext("Same province, other work"),
        },
    ]

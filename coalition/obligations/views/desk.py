"""What obligations bring to the first page of the affected State and of the ISU."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Standing
from coalition.obligations.queries.declared import list_uncelebrated
from coalition.web.desks import Action, Line, Part


def of_state(session: Session, standing: Standing, today: date) -> Part:
    """The affected State's own obligations."""
    part = Part()
    part.actions.append(Action(_("Obligations"), url_for("obligations.index", article=4)))
    return part


def of_isu(session: Session, standing: Standing, today: date) -> Part:
    """Declarations whose ceremony is not entered yet, and the way to all obligations."""
    part = Part()
    part.actions.append(Action(_("Obligations"), url_for("obligations.index")))
    part.waiting += [
        Line(
            _(
                "%(state)s declared Article %(article)s fulfilled",
                state=word.obligation.state.label,
                article=word.obligation.article,
            ),
            _("Enter the ceremony"),
            url_for("obligations.ceremony", declaration_id=word.id),
            tone="good",
        )
        for word in list_uncelebrated(session)
    ]
    return part

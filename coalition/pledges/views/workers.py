"""Those who do the work that a pledge pays: told in the act by which it loses its money."""

from sqlmodel import Session

from coalition.activities.queries import find_lacks, list_paid_by
from coalition.pledges import service
from coalition.pledges.models import Pledge
from coalition.pledges.views.room import by


def tell_workers(session: Session, pledge: Pledge) -> None:
    """Tell each operator from which day its work is without money; nobody where none lost any."""
    work = list_paid_by(session, pledge.id)
    lacks = find_lacks(session, work)
    touched = [one for one in work if any(lack.pledge_id == pledge.id for lack in lacks.get(one.id, []))]
    for operator in {one.implementer_id for one in touched}:
        lines = [
            f"“{one.title}” is without money from {lacks[one.id][0].since:%d %B %Y}."
            for one in touched
            if one.implementer_id == operator
        ]
        words = (f"{pledge.donor.label}: money for your work changes", "\n".join(lines))
        service.tell_operators(session, pledge, [operator], by=by(), words=words)

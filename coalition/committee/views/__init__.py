"""Pages of the Coordination Committee."""

from coalition.committee.views import (
    actions,
    actions_file,
    areas,
    front,
    meetings,
    minutes,
    money,
    papers,
    plans,
    writing,
)
from coalition.committee.views.room import bp

__all__ = [
    "actions",
    "actions_file",
    "areas",
    "bp",
    "front",
    "meetings",
    "minutes",
    "money",
    "papers",
    "plans",
    "writing",
]

"""Pages of the Coordination Committee."""

from coalition.committee.views import areas, front, meetings, minutes, plans, writing
from coalition.committee.views.room import bp

__all__ = ["areas", "bp", "front", "meetings", "minutes", "plans", "writing"]

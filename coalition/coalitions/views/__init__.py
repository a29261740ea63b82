"""Pages and acts of coalitions."""

from coalition.coalitions.views import acts, meetings, pages, seats
from coalition.coalitions.views.room import bp

__all__ = ["acts", "bp", "meetings", "pages", "seats"]

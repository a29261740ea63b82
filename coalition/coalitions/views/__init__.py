"""Pages and acts of coalitions."""

from coalition.coalitions.views import acts, pages
from coalition.coalitions.views.room import bp

__all__ = ["acts", "bp", "pages"]

"""Pages of the people in posts."""

from coalition.organisations.views import acts, pages
from coalition.organisations.views.room import bp

__all__ = ["acts", "bp", "pages"]

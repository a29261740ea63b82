"""Pages of the duplication room."""

from coalition.duplication.views import acts, live, pages
from coalition.duplication.views.room import bp

__all__ = ["acts", "bp", "live", "pages"]

"""Pages of the duplication room."""

from coalition.duplication.views import acts, api, live, pages
from coalition.duplication.views.room import api as other_programs
from coalition.duplication.views.room import bp

__all__ = ["acts", "api", "bp", "live", "other_programs", "pages"]

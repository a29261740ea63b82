"""Pages and acts of the health review."""

from coalition.health.views import acts, pages
from coalition.health.views.room import bp

__all__ = ["acts", "bp", "pages"]

"""Pages and acts of contamination."""

from coalition.contamination.views import imports as imports
from coalition.contamination.views import pages as pages
from coalition.contamination.views.room import bp

__all__ = ["bp"]

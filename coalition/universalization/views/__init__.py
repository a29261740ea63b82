"""Pages and acts of universalization."""

from coalition.universalization.views import outreach, pages, people, votes
from coalition.universalization.views.room import bp

__all__ = ["bp", "outreach", "pages", "people", "votes"]

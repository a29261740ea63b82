"""Pages of the door, the account and the people."""

from coalition.auth.views import door, people
from coalition.auth.views.room import bp

__all__ = ["bp", "door", "people"]

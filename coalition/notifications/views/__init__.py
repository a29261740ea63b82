"""Pages of what people are told, and of the outbox."""

from coalition.notifications.views import outbox, own
from coalition.notifications.views.room import bp

__all__ = ["bp", "outbox", "own"]

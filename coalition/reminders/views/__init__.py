"""Personal calendars."""

from coalition.reminders.views import feeds
from coalition.reminders.views.room import bp

__all__ = ["bp", "feeds"]

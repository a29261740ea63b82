"""Sending reminders once, following days that move, and giving people calendars of their own."""

from coalition.reminders.service.feeding import find_owner, follow_moves, make_link, revoke_link
from coalition.reminders.service.reminding import remind

__all__ = ["find_owner", "follow_moves", "make_link", "remind", "revoke_link"]

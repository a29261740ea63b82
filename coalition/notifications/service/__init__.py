"""Writing messages into the outbox, sending what waits there, and what people do with both."""

from coalition.notifications.service.keeping import choose, discard, mark_read, mark_unread, retry
from coalition.notifications.service.outbox import Draft, tell, write
from coalition.notifications.service.sending import send_due

__all__ = [
    "Draft",
    "choose",
    "discard",
    "mark_read",
    "mark_unread",
    "retry",
    "send_due",
    "tell",
    "write",
]

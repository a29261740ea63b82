"""Writing messages into the outbox, and sending what waits there."""

from coalition.notifications.service.outbox import tell
from coalition.notifications.service.sending import send_due

__all__ = ["send_due", "tell"]

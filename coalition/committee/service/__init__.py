"""What people and the clock do in the Committee. Each function is one act; its caller commits."""

from coalition.committee.service.reference import load_reference
from coalition.committee.service.reminding import remind, remind_now

__all__ = ["load_reference", "remind", "remind_now"]

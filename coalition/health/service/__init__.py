"""What people and the clock do with the review. Each function is one act; its caller commits."""

from coalition.health.service.nightly import GUARD_TEXTS, review_night, snapshot_of
from coalition.health.service.remedies import answer_remedy, comment, follow_remedies, offer_remedy

__all__ = [
    "GUARD_TEXTS",
    "answer_remedy",
    "comment",
    "follow_remedies",
    "offer_remedy",
    "review_night",
    "snapshot_of",
]

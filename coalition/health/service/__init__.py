"""What people and the clock do with the review. Each function is one act; its caller commits."""

from coalition.health.service.nightly import GUARD_TEXTS, review_night, snapshot_of
from coalition.health.service.remedies import answer_remedy, comment, follow_remedies, offer_remedy
from coalition.health.service.resting import answer_rest, propose_rest

__all__ = [
    "GUARD_TEXTS",
    "answer_remedy",
    "answer_rest",
    "comment",
    "follow_remedies",
    "offer_remedy",
    "propose_rest",
    "review_night",
    "snapshot_of",
]

"""Pages, acts and papers of answer rounds."""

from coalition.rounds.views.pages import bp

__all__ = ["bp"]

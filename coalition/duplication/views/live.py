"""Possible duplicates while one fills in a form: a fragment, and the same without scripts."""

from coalition.duplication.views.room import bp

__all__ = ["bp"]

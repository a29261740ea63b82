"""Pages of obligations: who owes what, declarations, requests for more time, transparency reports."""

from coalition.obligations.views import acts, analysing, asking, inputs, pages, reporting
from coalition.obligations.views.room import bp

__all__ = ["acts", "analysing", "asking", "bp", "inputs", "pages", "reporting"]

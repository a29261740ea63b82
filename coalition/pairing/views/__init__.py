"""Pages and acts of pairing."""

from coalition.pairing.views import acts, pages
from coalition.pairing.views.room import bp

__all__ = ["acts", "bp", "pages"]

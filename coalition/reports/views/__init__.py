"""Reports as web page, PDF and Word file."""

from coalition.reports.views import pages
from coalition.reports.views.room import bp

__all__ = ["bp", "pages"]

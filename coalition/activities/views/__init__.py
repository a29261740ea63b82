"""Pages and acts of activities, reports and what follows from them."""

from coalition.activities.views import plans as plans
from coalition.activities.views import reports as reports
from coalition.activities.views import results as results
from coalition.activities.views import sheets as sheets
from coalition.activities.views import work as work
from coalition.activities.views.room import bp

__all__ = ["bp"]

"""Pages and acts of needs."""

from coalition.needs.views import keep as keep
from coalition.needs.views import life as life
from coalition.needs.views import order as order
from coalition.needs.views import pages as pages
from coalition.needs.views import similar as similar
from coalition.needs.views import talk as talk
from coalition.needs.views.room import bp

__all__ = ["bp"]

"""Pages and acts of strategies."""

from coalition.strategies.views import acts as acts
from coalition.strategies.views import compare as compare
from coalition.strategies.views import files as files
from coalition.strategies.views import objectives as objectives
from coalition.strategies.views import pages as pages
from coalition.strategies.views.room import bp

__all__ = ["bp"]

"""Writing the duplication room: the index of candidates, screening, and what people settle."""

from coalition.duplication.service.index import index_programmes, index_sides
from coalition.duplication.service.nightly import reindex_all, screen, screen_all, screen_due

__all__ = ["index_programmes", "index_sides", "reindex_all", "screen", "screen_all", "screen_due"]

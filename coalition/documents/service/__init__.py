"""Taking files in and giving them out. Its caller commits."""

from coalition.documents.service.keeping import keep
from coalition.documents.service.store import StoreDown, drop, fetch
from coalition.documents.service.sweeping import sweep

__all__ = ["StoreDown", "drop", "fetch", "keep", "sweep"]

"""Taking files in and giving them out. Its caller commits."""

from coalition.documents.service.keeping import keep
from coalition.documents.service.store import StoreDown, drop, fetch

__all__ = ["StoreDown", "drop", "fetch", "keep"]

"""Taking files in and giving them out. Its caller commits."""

from coalition.documents.service.keeping import keep
from coalition.documents.service.store import StoreDown, fetch

__all__ = ["StoreDown", "fetch", "keep"]

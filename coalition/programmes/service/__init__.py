"""Keeping the register. Each function is one act; its caller commits."""

from coalition.programmes.service.importing import (
    FileReport,
    Lookups,
    Taken,
    foresee,
    import_file,
    lookups,
    reading,
    store,
)
from coalition.programmes.service.keeping import Change, keep

__all__ = [
    "Change",
    "FileReport",
    "Lookups",
    "Taken",
    "foresee",
    "import_file",
    "keep",
    "lookups",
    "reading",
    "store",
]

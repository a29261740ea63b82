"""Keeping the register. Each function is one act; its caller commits."""

from coalition.programmes.service.importing import FileReport, Lookups, import_file, lookups
from coalition.programmes.service.keeping import Change, keep

__all__ = ["Change", "FileReport", "Lookups", "import_file", "keep", "lookups"]

"""Files of a version."""

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.text import squeeze
from coalition.documents.models import StoredFile
from coalition.strategies.models import StrategyVersion, VersionFile
from coalition.strategies.queries import list_files

MOST_FILES = 20


def add_file(
    session: Session, version: StrategyVersion, *, file: StoredFile, language: str, label: str = ""
) -> VersionFile:
    """Hang a stored file on a version. The same file is not handed in twice, in any status of the version."""
    there = list_files(session, version.id)
    if any(one.file.sha256 == file.sha256 for one in there):
        raise RuleBroken("This very file is there already.", field="file")
    if len(there) >= MOST_FILES:
        raise RuleBroken("A version holds at most {count} files.", field="file", count=MOST_FILES)
    code = squeeze(language).lower()
    if not 2 <= len(code) <= 10 or not code.replace("-", "").isalnum():
        raise RuleBroken("Give the language by its code, for example en or lo.", field="language")
    hung = VersionFile(version_id=version.id, file_id=file.id, language=code, label=squeeze(label))
    session.add(hung)
    session.flush()
    return hung


def drop_file(session: Session, hung: VersionFile) -> None:
    """Take a file off a version; the file itself is kept for the record."""
    session.delete(hung)
    session.flush()

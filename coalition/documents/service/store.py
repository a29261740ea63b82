"""Where the bytes lie: a folder, or any store that fsspec reaches, such as S3."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import fsspec
from botocore.exceptions import BotoCoreError

from coalition.core.errors import NotFound, RuleBroken


class StoreDown(RuleBroken):
    """The store did not take or give a file; nothing was recorded."""

    def __init__(self) -> None:
        super().__init__("The store of files does not answer. Nothing was recorded; try again later.", "file")


# What a store raises when it cannot be reached or refuses: folders the one, S3 either.
FAILS = (OSError, BotoCoreError)


@cache
def _store(url: str) -> tuple[Any, str]:
    settings = {"auto_mkdir": True} if url.startswith("file:") else {"skip_instance_cache": True}
    system, root = fsspec.core.url_to_fs(url, **settings)
    return system, root.rstrip("/")


def put(url: str, key: str, data: bytes) -> None:
    """Write a new file below FILES_URL. Raises StoreDown."""
    system, root = _store(url)
    try:
        system.pipe_file(f"{root}/{key}", data)
    except FAILS as error:
        raise StoreDown from error


def fetch(url: str, key: str) -> bytes:
    """Return a file's bytes. Raises NotFound when the store lost it, StoreDown when it does not answer."""
    system, root = _store(url)
    try:
        found: bytes = system.cat_file(f"{root}/{key}")
    except FileNotFoundError as error:
        raise NotFound(f"file {key}") from error
    except FAILS as error:
        raise StoreDown from error
    return found


def drop(url: str, key: str) -> None:
    """Take a file away, if it is there: for what was written and then not recorded."""
    system, root = _store(url)
    try:
        system.rm_file(f"{root}/{key}")
    except FAILS:
        return


def list_older(url: str, before: datetime) -> list[str]:
    """Return the keys of all files last written before a moment. Raises StoreDown."""
    system, root = _store(url)
    try:
        system.invalidate_cache()
        found = system.find(root, detail=True)
    except FileNotFoundError:
        return []
    except FAILS as error:
        raise StoreDown from error
    place = system._strip_protocol(root)
    return sorted(
        path.removeprefix(place).lstrip("/") for path, about in found.items() if _written(about) < before
    )


def _written(about: dict[str, Any]) -> datetime:
    """Return when a file was last written, as folders and S3 say it."""
    at = about.get("LastModified") or about.get("mtime") or about.get("created")
    return at if isinstance(at, datetime) else datetime.fromtimestamp(float(at or 0), UTC)

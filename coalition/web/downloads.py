"""A stored file on its way to a reader; whether it may be read is decided before, by its record."""

from flask import Response, current_app

from coalition.documents.models import StoredFile
from coalition.documents.rules import MEDIA_TYPE
from coalition.documents.service import fetch


def download(file: StoredFile) -> Response:
    """Return a file to be saved under its name; never opened inside of our pages. Raises StoreDown."""
    answer = Response(
        fetch(current_app.config["FILES_URL"], file.storage_key), mimetype=MEDIA_TYPE[file.kind]
    )
    answer.headers.set("Content-Disposition", "attachment", filename=file.name)
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer

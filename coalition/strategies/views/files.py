"""Files of a version: hand one in, read it, search the words of all."""

from flask import Response as FlaskResponse
from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.clock import now
from coalition.db import current_session, transaction
from coalition.documents.rules import MEDIA_TYPE
from coalition.documents.service import fetch, keep
from coalition.strategies import service
from coalition.strategies.forms import FileForm
from coalition.strategies.models import StrategyVersion
from coalition.strategies.queries import get_file, search_files
from coalition.strategies.views.acts import run
from coalition.strategies.views.room import bp, seen_version, sight_of, version_for
from coalition.web.access import allow, me, standing

MOST_BYTES = 41 * 1024 * 1024


@bp.route("/versions/<int:version_id>/files/new", methods=["GET", "POST"])
@allow(Act.STRATEGY_KEEP)
def add_file(version_id: int) -> str | Response:
    """Hand in a file of a version."""
    request.max_content_length = MOST_BYTES
    version, form = version_for(Act.STRATEGY_KEEP, version_id), FileForm()

    def act(found: StrategyVersion) -> None:
        session = current_session()
        stored = keep(
            session,
            current_app.config["FILES_URL"],
            data=form.file.data.read(),
            name=form.file.data.filename,
            person_id=me().id,
            now=now(),
        )
        service.add_file(
            session, found, file=stored, language=form.language.data, label=form.label.data or ""
        )

    return run(
        form,
        version,
        act,
        title=_("Hand in a file"),
        submit=_("Hand in"),
        done=_("The file is stored, and its words can be searched."),
    )


@bp.get("/versions/<int:version_id>/files/<int:file_id>")
@allow(Act.STRATEGY_SEE)
def read_file(version_id: int, file_id: int) -> FlaskResponse:
    """A file itself; always downloaded, never opened inside of our pages."""
    hung = get_file(current_session(), seen_version(version_id), file_id)
    data = fetch(current_app.config["FILES_URL"], hung.file.storage_key)
    answer = FlaskResponse(data, mimetype=MEDIA_TYPE[hung.file.kind])
    answer.headers.set("Content-Disposition", "attachment", filename=hung.file.name)
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


@bp.post("/versions/<int:version_id>/files/<int:file_id>/drop")
@allow(Act.STRATEGY_KEEP)
def drop_file(version_id: int, file_id: int) -> Response:
    """Take a file off a version."""
    version_for(Act.STRATEGY_KEEP, version_id)
    session = current_session()
    with transaction(session):
        service.drop_file(session, get_file(session, seen_version(version_id), file_id))
    flash(_("The file is taken off the version."), "success")
    return redirect(url_for("strategies.show", version_id=version_id))


@bp.get("/search")
@allow(Act.STRATEGY_SEE)
def search() -> str:
    """Words in all the strategies that whoever asks may read."""
    asked = request.args.get("q", "").strip()[:200]
    hits = search_files(current_session(), sight_of(standing()), asked)
    return render_template("strategies/search.html", asked=asked, hits=hits)

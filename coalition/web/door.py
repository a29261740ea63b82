"""Wires the front door into the app: who comes in, what is refused and how, the headers of answers."""

from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, redirect, render_template, request
from flask import session as cookie
from flask_babel import Babel, get_locale, gettext
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from coalition.auth.models import Person
from coalition.auth.policy import Act, may
from coalition.auth.queries import find_with_grants
from coalition.core.clock import today
from coalition.core.errors import AlreadyDone, NotFound, RuleBroken
from coalition.db import current_session
from coalition.web import catalogue, filters
from coalition.web.access import guard, remember, signed_in, standing
from coalition.web.choices import capital, word
from coalition.web.languages import CHOSEN, LANGUAGES, offered
from coalition.web.offices import office_of
from coalition.web.problems import asks_for_api, problem
from coalition.web.rail import rail
from coalition.web.words import in_words

csrf = CSRFProtect()
login = LoginManager()
login.login_view = "auth.sign_in"
login.login_message = None
babel = Babel()


# No script or style but our own files; nothing may frame us, nothing is sent elsewhere.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@login.user_loader
def load_person(cookie: str) -> Person | None:
    """Return the person of a session cookie, unless it is of an older epoch or the account is locked."""
    person_id, _, epoch = cookie.partition(".")
    if not (person_id.isdigit() and epoch.isdigit()):
        return None
    found = find_with_grants(current_session(), int(person_id), today())
    if found is None or found[0].locked or found[0].epoch != int(epoch):
        return None
    remember(*found)
    return found[0]


def init_app(app: Flask) -> None:
    """Put guard, errors, headers, languages and template words in place."""
    csrf.init_app(app)
    login.init_app(app)
    babel.init_app(app, locale_selector=choose_locale, default_timezone="UTC")
    app.before_request(guard)
    app.after_request(add_headers)
    _answer_errors(app)
    app.extensions["languages"] = offered(app, babel)
    filters.init_app(app)
    catalogue.init_app(app, babel)
    app.jinja_env.filters.update(word=word, capitalise=capital, translated=gettext)
    app.jinja_env.globals["may"] = lambda act, thing=None: may(standing(), Act(act), thing)
    app.context_processor(words)


def choose_locale() -> str:
    """Return the language of who asks: chosen in the session, set in the account, or the browser's."""
    if not has_request_context():
        return "en"
    person = signed_in()
    if person is not None and person.locale in LANGUAGES:
        return person.locale
    if cookie.get(CHOSEN) in LANGUAGES:
        return str(cookie[CHOSEN])
    return request.accept_languages.best_match(list(LANGUAGES)) or "en"


def words() -> dict[str, Any]:
    """Return what every template may use beside its own values."""
    locale = get_locale()
    return {
        "person": signed_in(),
        "rail": rail(),
        "office": office_of(standing()) if signed_in() else None,
        "locale": str(locale),
        "languages": current_app.extensions["languages"],
        "text_direction": locale.text_direction if locale else "ltr",
        "roles": standing().roles,
    }


def add_headers(response: Response) -> Response:
    """Add the security headers; pages of signed-in people are not kept by caches."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "session" in g and signed_in() is not None:
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def _answer_errors(app: Flask) -> None:
    app.register_error_handler(NotFound, lambda _: (render_template("errors/404.html"), 404))
    app.register_error_handler(
        RuleBroken,
        lambda e: (render_template("errors/409.html", broken=in_words(e)), 409),
    )
    app.register_error_handler(AlreadyDone, _already_done)
    app.register_error_handler(CSRFError, lambda _: (render_template("errors/400.html"), 400))
    for code in (400, 401, 403, 404, 405, 413, 422, 429, 500):
        app.register_error_handler(code, _http_error)


def _already_done(done: AlreadyDone) -> AnyResponse:
    return redirect(done.where or request.path)


def _http_error(error: HTTPException) -> tuple[str, int] | AnyResponse:
    code = error.code or 500
    if asks_for_api():
        return problem(code, error.description or "" if code < 500 else "")
    if code in (401, 405):
        return error.get_response()
    return render_template(f"errors/{code}.html"), code

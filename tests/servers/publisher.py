"""A publisher's web server on this machine: files with ETag and date, and every way in which it can fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


@dataclass
class Publisher:
    """What the server answers, and what it was asked. `content` None closes the line without an answer."""

    content: bytes | None = b""
    etag: str = ""
    modified: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    reached: Event = field(default_factory=Event)
    go_on: Event | None = None
    url: str = ""

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.asked.append(dict(to.headers))
        self.reached.set()
        if self.go_on is not None:
            self.go_on.wait(20)
        if self.content is None:
            to.close_connection = True
            return
        same = self.etag and to.headers.get("If-None-Match") == self.etag
        same = same or (self.modified and to.headers.get("If-Modified-Since") == self.modified)
        to.send_response(304 if same else self.status)
        for name, value in ({"ETag": self.etag, "Last-Modified": self.modified} | self.headers).items():
            if value:
                to.send_header(name, value)
        to.end_headers()
        if not same:
            to.wfile.write(self.content)


@contextmanager
def publishing() -> Iterator[Publisher]:
    """Serve one publisher for as long as the block runs."""
    publisher = Publisher()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publisher.answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    publisher.url = f"http://127.0.0.1:{server.server_port}/iati.xml"
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

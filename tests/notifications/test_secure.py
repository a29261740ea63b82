"""Mail servers that want TLS and a password, with certificates that somebody vouches for, or nobody."""

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from aiosmtpd.smtp import Session as Smtp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlmodel import Session, select

from coalition.notifications.models import Mail
from coalition.notifications.rules import MailStatus
from coalition.notifications.service import send_due, tell
from tests.factories.auth import make_person
from tests.servers.mail import Mailbox, unused_port

pytestmark = [
    pytest.mark.on("sqlite"),
    pytest.mark.filterwarnings("ignore:Requiring AUTH"),  # the server has TLS from the start
]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PASSWORD = "a b/c@d"
QUOTED = "a%20b%2Fc%40d"
Serve = Callable[[bool], str]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for 127.0.0.1 that vouches for itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, form, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def signs_in(server: SMTP, session: Smtp, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    right = (getattr(given, "login", b""), getattr(given, "password", b"")) == (b"us", PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


@pytest.fixture
def serve(certificate: Path, box: Mailbox) -> Iterator[Serve]:
    """A function that starts a server which wants a password: TLS from the start (True) or by STARTTLS."""
    running: list[Controller] = []
    trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trust.load_cert_chain(certificate)

    def start(from_the_start: bool) -> str:
        wants = {"authenticator": signs_in, "auth_required": True}
        if from_the_start:
            wants |= {"ssl_context": trust, "auth_require_tls": False}
        else:
            wants |= {"tls_context": trust, "require_starttls": True}
        running.append(Controller(box, hostname="127.0.0.1", port=unused_port(), **wants))
        running[-1].start()
        return f"127.0.0.1:{running[-1].port}"

    yield start
    for one in running:
        one.stop()


def sent(session: Session, url: str) -> int:
    person = make_person(session, digest="immediate")
    tell(session, [person.id], key="need:1", subject="A need", body="x", link="/needs/1", now=NOON)
    session.commit()
    return send_due(session, url, site="https://coalition.example.org", now=lambda: NOON)


@pytest.mark.parametrize(("scheme", "from_the_start"), [("smtps", True), ("smtp", False)])
def test_a_letter_goes_over_tls_with_a_password(
    session: Session,
    serve: Serve,
    box: Mailbox,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
    from_the_start: bool,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert sent(session, f"{scheme}://us:{QUOTED}@{serve(from_the_start)}") == 1
    assert [letter["Subject"] for letter in box.letters] == ["A need"]


@pytest.mark.parametrize(("scheme", "from_the_start"), [("smtps", True), ("smtp", False)])
def test_no_password_goes_to_a_server_that_nobody_vouches_for(
    session: Session, serve: Serve, box: Mailbox, scheme: str, from_the_start: bool
) -> None:
    assert sent(session, f"{scheme}://us:{QUOTED}@{serve(from_the_start)}") == 0
    mail = session.exec(select(Mail)).one()
    assert (mail.status, box.letters) == (MailStatus.WAITING, [])
    assert "certificate" in mail.last_error.lower()


def test_a_wrong_password_costs_no_message_its_life(
    session: Session, serve: Serve, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert sent(session, f"smtps://us:wrong@{serve(True)}") == 0
    mail = session.exec(select(Mail)).one()
    assert (mail.status, mail.last_error[:5]) == (MailStatus.WAITING, "(535,")

"""A real S3 interface on loopback, for documents kept outside this machine."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class S3:
    """An empty bucket: `url` is for FILES_URL, `endpoint` is where the server listens."""

    url: str
    endpoint: str


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    # Imported here because it takes a second, which only the tests that use it should pay.
    from moto.server import ThreadedMotoServer  # noqa: PLC0415

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> S3:
    """An S3 store with one empty bucket; the environment says where it is and how to sign in."""
    import s3fs  # noqa: PLC0415

    settings = {
        "AWS_ENDPOINT_URL": s3_endpoint,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    store = s3fs.S3FileSystem(endpoint_url=s3_endpoint, skip_instance_cache=True)
    if store.exists("coalition-tests"):
        store.rm("coalition-tests", recursive=True)
    store.mkdir("coalition-tests")
    return S3(url="s3://coalition-tests/files", endpoint=s3_endpoint)

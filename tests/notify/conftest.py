"""What the tests of the channels share: an authority for certificates, and real servers for mail and for the web."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ctrack.text.language import use_language
from tests.notify.mail_servers import MailServer
from tests.notify.web_servers import WebServer


@dataclass(frozen=True)
class Authority:
    """An authority and the certificate that it gave to this machine."""

    folder: Path

    @property
    def ca_file(self) -> str:
        """Where its own certificate is."""
        return str(self.folder / "ca.pem")

    def context(self) -> ssl.SSLContext:
        """What a server needs to speak TLS."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.folder / "server.pem", self.folder / "server.key")
        return context


def openssl(folder: Path, *words: str) -> None:
    """Run openssl in a folder."""
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that nobody knows, made for this run."""
    folder = tmp_path_factory.mktemp("authority")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    ca = ("-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Authority of a test")
    openssl(folder, "req", "-x509", *curve, *ca)
    openssl(folder, "req", *curve, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "30")
    openssl(folder, "x509", "-req", "-in", "server.csr", *signing, "-out", "server.pem")
    return Authority(folder)


@pytest.fixture
def mail_server() -> Iterator[Callable[..., MailServer]]:
    """Starts mail servers, and ends them."""
    servers: list[MailServer] = []

    def start(**options: Any) -> MailServer:
        servers.append(MailServer(**options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def web_server() -> Iterator[WebServer]:
    """A server of the web that keeps what it is sent."""
    server = WebServer()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")

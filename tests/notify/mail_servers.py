"""A real mail server on a port of its own, which answers as a test wants it to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 OK"
# Longer than any test waits.
PATIENCE = 2


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Postbox:
    """What a server does with a mail: `replies` are by recipient, or "die", `last` is said at the end of the data.

    `last` may be a reply, "die" to hang up without one, "hang" to say nothing, or "drop" to take the mail and hang up
    afterwards.
    """

    replies: dict[str, str] = field(default_factory=dict)
    sender_replies: list[str] = field(default_factory=list)
    last: str = OK
    envelopes: list[Envelope] = field(default_factory=list)
    logins: list[tuple[str, str, str]] = field(default_factory=list)
    sessions: set[int] = field(default_factory=set)
    dropped: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The reply to MAIL FROM."""
        self.sessions.add(id(session))
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.sender_replies.pop(0) if self.sender_replies else OK

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The reply to RCPT TO."""
        reply = self.replies.get(address, OK)
        if reply == "die" and server.transport is not None:
            server.transport.abort()
        if reply == OK:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the mail, and say what is to be said."""
        assert server.transport is not None
        if self.last == "die":
            server.transport.abort()
            return OK
        if self.last == "hang":
            await asyncio.sleep(PATIENCE)
        if self.last.startswith(("4", "5")):
            return self.last
        self.envelopes.append(envelope)
        if self.last == "drop":
            server.loop.call_later(0.02, self._drop, server.transport)
        return OK

    def _drop(self, transport: Any) -> None:
        transport.abort()
        self.dropped.set()

    @property
    def mails(self) -> list[bytes]:
        """The mails taken, as bytes."""
        return [envelope.original_content or b"" for envelope in self.envelopes]


class MailServer:
    """A running server; `password` makes it ask for one."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        implicit: bool = False,
        password: str | None = None,
        mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN"),
        smtputf8: bool = False,
        host: str = "127.0.0.1",
        **behaviour: Any,
    ) -> None:
        self.box = Postbox(**behaviour)
        self.password = password
        self.host, self.port = host, free_port()
        options: dict[str, Any] = (
            {"ssl_context": tls} if implicit else {"tls_context": tls, "require_starttls": bool(tls)}
        )
        if password is not None:
            excluded = [name for name in ("PLAIN", "LOGIN") if name not in mechanisms]
            options |= {"authenticator": self._authenticate, "auth_required": True, "auth_exclude_mechanism": excluded}
            options |= {"auth_require_tls": not implicit and tls is not None}
        self._controller = Controller(
            self.box, hostname=host, port=self.port, enable_SMTPUTF8=smtputf8, server_hostname="mx", **options
        )
        self._controller.start()

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
    ) -> AuthResult:
        user, password = given.login.decode("utf-8"), given.password.decode("utf-8")
        self.box.logins.append((mechanism, user, password))
        return AuthResult(success=password == self.password, handled=False)

    def settings(self, **others: Any) -> dict[str, Any]:
        """The settings that lead here."""
        plain = {"smtp.host": self.host, "smtp.port": self.port, "smtp.security": "none", "smtp.timeout": 5}
        return plain | {key.replace("__", "."): value for key, value in others.items()}

    def stop(self) -> None:
        """End it."""
        self._controller.stop()


class SilentServer:
    """A port that is listened on, and where nobody ever says a word."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])

    def __enter__(self) -> SilentServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

"""Mails through a server that takes them for delivery (RFC 5321), by one connection for as many as there are.

What the server has taken is sent, and a connection that breaks before its answer leaves the mail to a later run. TLS is
verified always; a password goes over a connection that is encrypted, or that does not leave this machine.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from typing import ClassVar

from ctrack.domain.failures import marked, speak
from ctrack.domain.records.reminders import Mail
from ctrack.notify.channel import ChannelDown, Delayed, Rejected, refuse
from ctrack.notify.message import check_sender, read_recipient, write_message
from ctrack.notify.programs import first_line
from ctrack.notify.secrets import Secret
from ctrack.notify.smtp_login import NoMechanism, log_in

_GOING = 421
_LAST_WORDS_SECONDS = 5

Reply = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Server:
    """Where the server is, and how it is spoken to."""

    host: str
    port: int
    security: str
    timeout: float
    user: str
    password: Secret | None
    ca_file: str | None


class Smtp:
    """A connection to a server, made when it is opened, and made once more where the server dropped it."""

    needs_address: ClassVar[bool] = True
    is_repeatable: ClassVar[bool] = False

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect, encrypt and log in; raises ChannelDown or Misconfigured."""
        self._line = connect(self._server)

    def send(self, mail: Mail) -> None:
        """Hand over one mail."""
        sender, recipient = check_sender(mail.sender).address, read_recipient(mail).address
        content = write_message(mail)
        line = self._begin(sender, recipient)
        try:
            self._hand_over(line, recipient, content)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            template = marked("The connection to {host} broke before it took the mail: {detail}.")
            raise Delayed(template, host=self._server.host, detail=speak(_detail(error))) from error

    def close(self) -> None:
        """Say goodbye, without waiting long for an answer."""
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                if line.sock is not None:
                    line.sock.settimeout(_LAST_WORDS_SECONDS)
                line.quit()
            line.close()

    def _begin(self, sender: str, recipient: str) -> smtplib.SMTP:
        """Name the sender; a server that has hung up meanwhile, or does so now, is called once more."""
        line = self._line or connect(self._server)
        was_open, self._line = self._line is not None, line
        code, said = self._name_sender(line, sender, recipient)
        if code == _GOING and was_open:
            self._drop()
            self._line = line = connect(self._server)
            code, said = self._name_sender(line, sender, recipient)
        if code == _GOING:
            self._drop()
        if 200 <= code < 300:
            return line
        self._reset()
        # What a server says against the sender it would say of every mail: this is no fault of one recipient.
        failure = Delayed if 400 <= code < 500 and code != _GOING else ChannelDown
        template = marked("{host} does not take mail from {sender}: {reply}.")
        raise failure(template, code=code, host=self._server.host, sender=sender, reply=_reply(code, said))

    def _name_sender(self, line: smtplib.SMTP, sender: str, recipient: str) -> Reply:
        """The reply to MAIL FROM; a lost connection is a 421 that could not be said any more."""
        options: list[str] = []
        if not f"{sender}{recipient}".isascii():
            if not line.has_extn("smtputf8"):
                template = marked("{host} takes only addresses in ASCII (no SMTPUTF8), and {address} is none.")
                address = sender if recipient.isascii() else recipient
                raise Rejected(template, host=self._server.host, address=address)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        try:
            return line.mail(sender, options)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            return _GOING, _detail(error).encode()

    def _hand_over(self, line: smtplib.SMTP, recipient: str, content: bytes) -> None:
        code, said = line.rcpt(recipient)
        if 200 <= code < 300:
            try:
                code, said = line.data(content)
            except smtplib.SMTPDataError as error:
                code, said = error.smtp_code, _as_bytes(error.smtp_error)
        if 200 <= code < 300:
            return
        if code == _GOING:
            self._drop()
        else:
            self._reset()
        failure = ChannelDown if code == _GOING else Rejected if 500 <= code < 600 else Delayed
        template = marked("{host} does not take the mail to {address}: {reply}.")
        raise failure(template, code=code, host=self._server.host, address=recipient, reply=_reply(code, said))

    def _reset(self) -> None:
        """Take back what was said of a mail that is not to be sent."""
        if self._line is not None:
            try:
                self._line.rset()
            except (smtplib.SMTPException, OSError):
                self._drop()

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def connect(server: Server) -> smtplib.SMTP:
    """A connection that is ready for mails; raises ChannelDown, and leaves nothing open then."""
    line: smtplib.SMTP | None = None
    try:
        line = _call(server)
        _greet(line)
        if server.security == "starttls":
            line.starttls(context=_tls(server))
            line.ehlo()
        if server.user and server.password:
            code, said = log_in(line, server.user, server.password)
            if code != 235:
                reply = server.password.hide_in(_reply(code, said))
                raise _down(
                    server, marked("{host} refuses the user {user}: {reply}."), code, user=server.user, reply=reply
                )
        return line
    except BaseException as error:
        if line is not None:
            line.close()
        if isinstance(error, (smtplib.SMTPException, OSError, NoMechanism)):
            raise _explain(server, error) from error
        raise


def _call(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, "localhost", timeout=server.timeout, context=_tls(server))
    return smtplib.SMTP(server.host, server.port, "localhost", timeout=server.timeout)


def _greet(line: smtplib.SMTP) -> None:
    """Introduce this machine by its address: asking for its name may take a network that is not there seconds."""
    address = line.sock.getsockname()[0] if line.sock is not None else "127.0.0.1"
    line.local_hostname = f"[IPv6:{address}]" if ":" in address else f"[{address}]"
    line.ehlo_or_helo_if_needed()


def _tls(server: Server) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=server.ca_file)
    except OSError as error:
        template = marked("no certificates can be read from {path}: {detail}.")
        raise refuse("smtp.ca_file", template, path=server.ca_file, detail=error.strerror or str(error)) from error


def _explain(server: Server, error: Exception) -> ChannelDown:
    """Why no connection came about."""
    match error:
        case ssl.SSLCertVerificationError():
            template = marked(
                "The certificate of {host} is not trusted: {detail}. smtp.ca_file names another authority."
            )
            return _down(server, template, detail=error.verify_message)
        case ssl.SSLError():
            template = marked("{host} does not speak TLS as it should: {detail}.")
            return _down(server, template, detail=speak(_detail(error)))
        case smtplib.SMTPNotSupportedError():
            return _down(server, marked("{host} offers no encryption (STARTTLS), and nothing is sent without."))
        case NoMechanism():
            return _down(server, marked("{host} offers no way to log in that ctrack knows (PLAIN, LOGIN)."))
        case smtplib.SMTPResponseException():
            reply = _reply(error.smtp_code, _as_bytes(error.smtp_error))
            return _down(server, marked("{host} does not want to talk: {reply}."), error.smtp_code, reply=reply)
        case _:
            template = marked("{host} does not answer on port {port}: {detail}.")
            return _down(server, template, port=server.port, detail=speak(_detail(error)))


def _down(server: Server, template: str, code: int | None = None, /, **facts: object) -> ChannelDown:
    return ChannelDown(template, code=code, host=server.host, **facts)


def _detail(error: Exception) -> str:
    """What the system says of a connection, without its numbers."""
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return first_line(str(said).encode("utf-8", "replace")).rstrip(".")


def _reply(code: int, said: bytes) -> str:
    return f"{code} {first_line(said)}".rstrip(". ")


def _as_bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode("utf-8", "replace")

"""A connection to a mail server (RFC 5321, 3.1): called, encrypted, logged in; and why none came about.

TLS is verified always; a password goes over a connection that is encrypted, or that does not leave this machine.
"""

from __future__ import annotations

import smtplib
import ssl

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.reminders import Check
from ctrack.domain.system_words import speak
from ctrack.notify.channel import ChannelDown, Note, ignore, refuse
from ctrack.notify.programs import first_line
from ctrack.notify.secrets import Secret
from ctrack.notify.smtp_dialogue import tell_detail
from ctrack.notify.smtp_login import NoMechanism, log_in
from ctrack.text.language import translate as _

# What is wrong with a certificate, by the codes of OpenSSL (openssl-verification-options(1)), and what mends it.
_NOT_YET, _EXPIRED, _OTHER_NAME, _OTHER_ADDRESS = 9, 10, 62, 64
_UNTRUSTED = marked("The certificate of {host} is not trusted: {detail}. smtp.ca_file names another authority.")
_ELSEWHERE = marked(
    "The certificate of {host} is not trusted: {detail}. smtp.host must be a name that it was given for."
)
_CERTIFICATES = {
    _NOT_YET: marked(
        "The certificate of {host} is not trusted: {detail}. See that the clock of this machine is right."
    ),
    _EXPIRED: marked("The certificate of {host} is not trusted: {detail}. Whoever runs the server has to renew it."),
    _OTHER_NAME: _ELSEWHERE,
    _OTHER_ADDRESS: _ELSEWHERE,
}


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
    login: str = ""


def connect(server: Server, note: Note = ignore) -> smtplib.SMTP:
    """A connection that is ready for mails; raises ChannelDown, and leaves nothing open then."""
    line: smtplib.SMTP | None = None
    try:
        line = _call(server)
        _greet(line)
        note(Check.CONNECTION, _("{host} answers on port {port}").format(host=server.host, port=server.port))
        if server.security == "starttls":
            line.starttls(context=_tls(server))
            line.ehlo()
        note(Check.ENCRYPTION, _say_encryption(line))
        if server.user and server.password:
            code, said = log_in(line, server.user, server.password, server.login)
            if code != 235:
                reply = server.password.hide_in(_reply(code, said))
                raise _down(
                    server, marked("{host} refuses the user {user}: {reply}."), code, user=server.user, reply=reply
                )
        note(Check.LOGIN, _("as {user}").format(user=server.user) if server.user else _("without a user, none is set"))
        return line
    except BaseException as error:
        if line is not None:
            line.close()
        if isinstance(error, (smtplib.SMTPException, OSError, NoMechanism)):
            raise _explain(server, error) from error
        raise


def _say_encryption(line: smtplib.SMTP) -> str:
    """How the connection is encrypted, and until when the certificate holds."""
    if not isinstance(line.sock, ssl.SSLSocket):
        return _("none: whoever carries the mails can read them")
    until = str((line.sock.getpeercert() or {}).get("notAfter", "-"))
    return _("{protocol}, the certificate holds until {date}").format(protocol=line.sock.version(), date=until)


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
        detail = speak(error.strerror or str(error))
        raise refuse("smtp.ca_file", template, path=server.ca_file, detail=detail) from error


def _explain(server: Server, error: Exception) -> ChannelDown:
    """Why no connection came about."""
    match error:
        case ssl.SSLCertVerificationError():
            return _down(server, _CERTIFICATES.get(error.verify_code, _UNTRUSTED), detail=error.verify_message)
        case ssl.SSLError():
            template = marked("{host} does not speak TLS as it should: {detail}.")
            return _down(server, template, detail=speak(tell_detail(error)))
        case smtplib.SMTPNotSupportedError():
            return _down(server, marked("{host} offers no encryption (STARTTLS), and nothing is sent without."))
        case NoMechanism():
            return _down(
                server,
                marked(
                    "{host} offers no way to log in that is set here (PLAIN or LOGIN; XOAUTH2 if smtp.login says so)."
                ),
            )
        case smtplib.SMTPResponseException():
            reply = _reply(error.smtp_code, _as_bytes(error.smtp_error))
            return _down(server, marked("{host} does not want to talk: {reply}."), error.smtp_code, reply=reply)
        case _:
            template = marked("{host} does not answer on port {port}: {detail}.")
            return _down(server, template, port=server.port, detail=speak(tell_detail(error)))


def _down(server: Server, template: str, code: int | None = None, /, **facts: object) -> ChannelDown:
    return ChannelDown(template, code=code, host=server.host, **facts)


def _reply(code: int, said: bytes) -> str:
    return f"{code} {first_line(said)}".rstrip(". ")


def _as_bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode("utf-8", "replace")

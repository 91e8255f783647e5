"""Mails through a server that takes them for delivery; `smtp_server` is what speaks to it."""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.failures import marked
from ctrack.domain.messages import list_any
from ctrack.domain.setting_kinds import NUMBER, PATH, Setting
from ctrack.notify.channel import Channel, Misconfigured, Settings, refuse, require
from ctrack.notify.hosts import is_loopback
from ctrack.notify.secrets import Hiding, Secret

SECURITIES = ("starttls", "tls", "none")
SECRET = Hiding("CTRACK_SMTP_PASSWORD", "smtp.password", "ctrack-smtp-password")
SETTINGS = (
    Setting("smtp.host", None, "", marked("the mail server")),
    Setting("smtp.port", None, 0, marked("its port; 0: 587, with tls 465, with none 25"), kind=NUMBER, most=65535),
    Setting("smtp.security", None, "starttls", marked("how the connection is protected: starttls, tls or none"),
            SECURITIES),
    Setting("smtp.user", None, "", marked("the user of the mail server; nothing: no login")),
    Setting("smtp.login", None, "", marked("how to log in: with a password (nothing), or xoauth2 with an access token"),
            ("", "xoauth2")),
    Setting("smtp.password_command", None, "", marked("a command that prints the password of the mail server")),
    Setting("smtp.password_file", None, "", marked("a file of mode 0600 with the password of the mail server"),
            kind=PATH),
    Setting("smtp.timeout", None, 30, marked("seconds to wait for the mail server"), kind=NUMBER),
    Setting("smtp.ca_file", None, "", marked("certificates to trust instead of those of the system"), kind=PATH),
)  # fmt: skip
NEEDS_ADDRESS = True
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


def make(settings: Settings, environ: Mapping[str, str]) -> Channel:
    """The channel of these settings; raises Misconfigured."""
    from ctrack.notify.smtp_connection import Server
    from ctrack.notify.smtp_server import Smtp

    host = require(settings, "smtp.host", "HOST")
    security = str(settings.get("smtp.security") or "starttls")
    if security not in SECURITIES:
        raise refuse("smtp.security", marked("it must be one of {known}."), known=list_any(SECURITIES))
    user = str(settings.get("smtp.user") or "")
    server = Server(
        host=host,
        port=int(settings.get("smtp.port") or 0) or _PORTS[security],
        security=security,
        timeout=float(settings.get("smtp.timeout") or 30),
        user=user,
        password=_find_password(settings, environ) if user else None,
        ca_file=str(settings.get("smtp.ca_file") or "") or None,
        login=str(settings.get("smtp.login") or ""),
    )
    if user and security == "none" and not is_loopback(host):
        raise refuse("smtp.security", marked("a password is not sent to {host} without encryption."), host=host)
    return Smtp(server)


def _find_password(settings: Settings, environ: Mapping[str, str]) -> Secret:
    password = SECRET.find(settings, environ)
    if password is None:
        template = marked("smtp.user is set and no password is; '{command}' names where it is kept.")
        raise _no_password(template)
    return password


def _no_password(template: str) -> Misconfigured:
    return refuse("smtp.password_file", template, command="ctrack config set smtp.password_file FILE")

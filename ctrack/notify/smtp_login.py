"""Logging in to a mail server with a name and a password in UTF-8: PLAIN (RFC 4616), else LOGIN.

`smtplib.login` cannot: it encodes both in ASCII.
"""

from __future__ import annotations

import smtplib
from base64 import b64encode

from ctrack.notify.secrets import Secret

_GO_ON = 334


class NoMechanism(Exception):
    """The server offers no way to log in that is known here."""


def log_in(line: smtplib.SMTP, user: str, password: Secret) -> tuple[int, bytes]:
    """The server's last reply, 235 where it agrees; raises NoMechanism."""
    offered = line.esmtp_features.get("auth", "").upper().replace("=", " ").split()
    if "PLAIN" in offered:
        words = ("", user, password.value)
        return line.docmd("AUTH", f"PLAIN {_encode(chr(0).join(words))}")
    if "LOGIN" not in offered:
        raise NoMechanism
    code, said = line.docmd("AUTH", "LOGIN")
    for word in (user, password.value):
        if code != _GO_ON:
            break
        code, said = line.docmd(_encode(word))
    return code, said


def _encode(text: str) -> str:
    return b64encode(text.encode("utf-8")).decode("ascii")

"""Logging in to a mail server with a name and a password in UTF-8: PLAIN (RFC 4616), else LOGIN; or with a token.

`smtplib.login` cannot: it encodes both in ASCII.
"""

from __future__ import annotations

import smtplib
from base64 import b64encode

from ctrack.notify.secrets import Secret

XOAUTH2 = "xoauth2"
_GO_ON = 334


class NoMechanism(Exception):
    """The server offers no way to log in that is known here."""


def log_in(line: smtplib.SMTP, user: str, password: Secret, mechanism: str = "") -> tuple[int, bytes]:
    """The server's last reply, 235 where it agrees; raises NoMechanism.

    With the mechanism xoauth2 the password is an access token, which a command may fetch anew each time.
    """
    offered = line.esmtp_features.get("auth", "").upper().replace("=", " ").split()
    if mechanism == XOAUTH2:
        return show_token(line, user, password) if XOAUTH2.upper() in offered else refuse_login()
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


def show_token(line: smtplib.SMTP, user: str, token: Secret) -> tuple[int, bytes]:
    """The server's reply to an access token, as Google and Microsoft define XOAUTH2."""
    words = f"user={user}\x01auth=Bearer {token.value}\x01\x01"
    code, said = line.docmd("AUTH", f"XOAUTH2 {_encode(words)}")
    # What is wrong with the token comes as a challenge, to be answered by an empty line before the refusal.
    return line.docmd("") if code == _GO_ON else (code, said)


def refuse_login() -> tuple[int, bytes]:
    """Nothing that the server offers is to be used."""
    raise NoMechanism


def _encode(text: str) -> str:
    return b64encode(text.encode("utf-8")).decode("ascii")

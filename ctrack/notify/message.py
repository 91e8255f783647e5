"""A reminder as the bytes of an e-mail: text, HTML and a calendar, seven bits wide, the same for the same mail.

    multipart/mixed [ multipart/alternative [ text/plain, text/html ], text/calendar ]

Written by hand: `EmailMessage` takes 2.4 ms a mail, and a run makes thousands; this takes a tenth, and the standard
library's parser reads every kind of mail back in the tests. No body can hold a boundary: `=_` never occurs in
base64 nor in quoted-printable (RFC 2045, 6.7), and a body that is sent as it is must not contain it.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from email.utils import format_datetime
from hashlib import sha256

from ctrack.domain.failures import marked
from ctrack.domain.records.reminders import Mail, Notice
from ctrack.exchange.ics import write_calendar
from ctrack.notify.addresses import Mailbox, read_address, read_mailbox
from ctrack.notify.channel import Rejected, refuse
from ctrack.notify.headers import make_line, write_mailbox, write_text, write_token, write_unsubscribe
from ctrack.notify.page import write_page
from ctrack.notify.plain import write_text as write_plain
from ctrack.notify.subject import write_subject
from ctrack.notify.wording import has_parties, say_register, say_words, sort_notices, write_command
from ctrack.text.language import choose_words, speaking

# The alarms of the calendar that is attached: days before.
ALARMS = (7, 1, 0)
_LONGEST_LINE = 998
_ODD = re.compile(r"[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a mail says, in the language of its reader, whatever carries it there."""

    subject: str
    text: str
    page: str
    calendar: bytes


def compose(mail: Mail) -> Contents:
    """The contents of a mail; the language that the program speaks is as it was afterwards."""
    with speaking(mail.language):
        subject = write_subject(mail)
        return Contents(subject, write_plain(mail), write_page(mail, subject), _write_calendar(mail))


def _write_calendar(mail: Mail) -> bytes:
    has_others = has_parties(mail)

    def describe(notice: Notice) -> str:
        return f"{say_words(notice.instrument)}\n{write_command(notice, has_others)}"

    return write_calendar(
        sort_notices(mail),
        written_at=mail.written_at,
        name=say_register(mail),
        alarms=ALARMS,
        choose=choose_words,
        describe=describe,
    )


def check_sender(text: str) -> Mailbox:
    """Who mails come from; raises Misconfigured."""
    sender = read_mailbox(text)
    if sender is None:
        template = marked("{sender} is no e-mail address; '{command}' sets one.")
        command = "ctrack config set remind.from 'NAME <ADDRESS>'"
        raise refuse("remind.from", template, sender=repr(make_line(text)), command=command)
    return sender


def read_recipient(mail: Mail) -> Mailbox:
    """Who the mail goes to; raises Rejected where there is no address, or one that no server takes."""
    if not mail.to_address:
        raise Rejected(marked("{name} has no e-mail address."), name=make_line(mail.to_name))
    address = read_address(mail.to_address)
    if address is None:
        raise Rejected(marked("{address} is no e-mail address."), address=make_line(mail.to_address))
    return Mailbox(mail.to_name, address)


def write_message_id(mail: Mail) -> str:
    """The Message-ID with its brackets, and with nothing that RFC 5322 does not allow in one."""
    return f"<{_ODD.sub('', mail.message_id)[:900]}>"


def write_message(mail: Mail, *, extra: str = "") -> bytes:
    """The mail as it goes over the wire, lines ending in CRLF; `extra` are header fields of the channel, written.

    Raises Rejected where the recipient has no usable address, Misconfigured where the sender has none.
    """
    contents = compose(mail)
    mark = sha256(mail.message_id.encode("utf-8", "replace")).hexdigest()[:24]
    outer, inner = f"=_o_{mark}", f"=_i_{mark}"
    head = _write_head(mail, contents.subject) + extra
    calendar_kind = "text/calendar; charset=utf-8; method=PUBLISH"
    attached = 'Content-Disposition: attachment; filename="reminders.ics"\r\n'
    alternative = _join(inner, [write_part("text/plain", contents.text), write_part("text/html", contents.page)])
    nested = _multipart("alternative", inner).encode("ascii") + b"\r\n" + alternative
    calendar = write_part(calendar_kind, contents.calendar.decode("utf-8"), attached)
    top = f"{head}MIME-Version: 1.0\r\n{_multipart('mixed', outer)}\r\n".encode()
    return top + _join(outer, [nested, calendar])


def _write_head(mail: Mail, subject: str) -> str:
    sender, recipient = check_sender(mail.sender), read_recipient(mail)
    return "".join(
        (
            write_mailbox("From", sender),
            write_mailbox("To", recipient),
            write_text("Subject", subject),
            f"Date: {format_datetime(mail.written_at)}\r\n",
            write_token("Message-ID", write_message_id(mail)),
            "Auto-Submitted: auto-generated\r\n",
            "X-Auto-Response-Suppress: All\r\n",
            f"List-Id: <reminders.ctrack.{sender.domain}>\r\n",
            write_unsubscribe(mail.unsubscribe),
            f"Content-Language: {_ODD.sub('', mail.language)}\r\n",
        )
    )


def _multipart(kind: str, boundary: str) -> str:
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n'


def _join(boundary: str, parts: list[bytes]) -> bytes:
    edge = b"\r\n--" + boundary.encode("ascii")
    return edge[2:] + b"\r\n" + (edge + b"\r\n").join(parts) + edge + b"--\r\n"


def write_part(kind: str, text: str, extra: str = "") -> bytes:
    """A part of text with its header, its lines ending in CRLF, in the encoding that keeps most of it readable."""
    raw = _normalized(text).encode("utf-8", "replace")
    if _is_plain(raw):
        encoding, body = "7bit", raw
    elif raw.isascii() or _share_of_ascii(raw) > 0.8:
        encoding, body = "quoted-printable", b2a_qp(raw, istext=True)
    else:
        encoding, body = "base64", encodebytes(raw).replace(b"\n", b"\r\n")
    charset = "" if "charset" in kind else "; charset=utf-8"
    head = f"Content-Type: {kind}{charset}\r\nContent-Transfer-Encoding: {encoding}\r\n{extra}\r\n"
    return head.encode("ascii") + body


def _normalized(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def _is_plain(raw: bytes) -> bool:
    is_short = max(map(len, raw.split(b"\r\n"))) <= _LONGEST_LINE
    return raw.isascii() and is_short and b"=_" not in raw and b"\0" not in raw


def _share_of_ascii(raw: bytes) -> float:
    return len(raw.translate(None, _BEYOND_ASCII)) / len(raw)


_BEYOND_ASCII = bytes(range(0x80, 0x100))

"""A reminder as the bytes of an e-mail: text, HTML and a calendar, seven bits wide, the same for the same mail.

    multipart/mixed [ multipart/alternative [ text/plain, text/html ], text/calendar ]

The boundaries are our own, for those of the `email` package are drawn by lot. No body can hold one: `=_` never occurs
in base64 nor in quoted-printable (RFC 2045, 6.7), and a body that contains it is not sent as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from ctrack.domain.failures import marked
from ctrack.domain.records.reminders import Mail, Notice
from ctrack.exchange.ics import PUBLISHED, write_calendar
from ctrack.exchange.mail_addresses import Mailbox, read_address, read_mailbox
from ctrack.notify.channel import Rejected, refuse
from ctrack.render.mail.contents import Contents, compose
from ctrack.render.mail.wording import has_parties, list_shown, say_register, say_words, write_command
from ctrack.text.language import choose_words, speaking
from ctrack.text.lines import make_line

if TYPE_CHECKING:
    from email.message import EmailMessage

# The alarms of the calendar that is attached: days before.
ALARMS = (7, 1, 0)
_ODD = re.compile(r"[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]")


def write_invitation(mail: Mail, sender: Mailbox) -> str:
    """The calendar of a mail, in the language of its reader, published by its sender."""
    has_others = has_parties(mail)

    def describe(notice: Notice) -> str:
        return f"{say_words(notice.instrument)}\n{write_command(notice, has_others)}"

    with speaking(mail.language):
        return write_calendar(
            [notice for notices in list_shown(mail).values() for notice in notices],
            written_at=mail.written_at,
            name=say_register(mail),
            alarms=ALARMS,
            choose=choose_words,
            describe=describe,
            organizer=sender.address,
        ).decode("utf-8")


def check_sender(text: str, key: str = "remind.from") -> Mailbox:
    """Who mails come from, or whom answers go to; raises Misconfigured."""
    sender = read_mailbox(text)
    if sender is None:
        template = marked("{sender} is no e-mail address; '{command}' sets one.")
        command = f"ctrack config set {key} 'NAME <ADDRESS>'"
        raise refuse(key, template, sender=repr(make_line(text)), command=command)
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


def write_thread(mail: Mail, sender: Mailbox) -> dict[str, str]:
    """A mark in a field that every answer repeats (RFC 5322, 3.6.4), also where nothing is quoted; or no field."""
    mark = next((notice.mark for notice in mail.notices if notice.mark), None)
    return {"References": f"<{mark}.answer@{sender.domain}>"} if mark else {}


def write_message(mail: Mail, *, extra: Mapping[str, str] | None = None) -> bytes:
    """The mail as it goes over the wire, lines ending in CRLF; `extra` are header fields of the channel.

    Raises Rejected where the recipient has no usable address, Misconfigured where the sender has none.
    """
    from email.message import EmailMessage

    from ctrack.notify.headers import POLICY

    sender, recipient = check_sender(mail.sender), read_recipient(mail)
    contents = compose(mail)
    invitation = write_invitation(mail, sender) if mail.notices else None
    message = EmailMessage(policy=POLICY)
    for name, value in {**_list_fields(mail, sender, recipient, contents.subject), **(extra or {})}.items():
        message[name] = value
    _fill(message, sha256(mail.message_id.encode("utf-8", "replace")).hexdigest()[:24], contents, invitation)
    # What begins with "Content-" goes to the innermost part where it is there already.
    message["Content-Language"] = ", ".join(_ODD.sub("", code) for code in mail.language.split(","))
    is_wide = not f"{sender.address}{recipient.address}".isascii()
    return message.as_bytes(policy=POLICY.clone(utf8=True) if is_wide else POLICY)


def _fill(message: EmailMessage, mark: str, contents: Contents, invitation: str | None) -> None:
    message.set_content(*_say(contents.text))
    message.make_alternative(boundary=f"=_i_{mark}")
    message.add_alternative(*_say(contents.page, "html"))
    if invitation is None:
        return
    message.make_mixed(boundary=f"=_o_{mark}")
    message.add_attachment(*_say(invitation, "calendar"), filename="reminders.ics", params={"method": PUBLISHED})


def _list_fields(mail: Mail, sender: Mailbox, recipient: Mailbox, subject: str) -> dict[str, str]:
    from email.utils import format_datetime

    from ctrack.notify.headers import write_mailbox, write_unsubscribe

    return {
        "From": write_mailbox(sender),
        "To": write_mailbox(recipient),
        "Subject": subject,
        "Date": format_datetime(mail.written_at),
        "Message-ID": write_message_id(mail),
        **write_thread(mail, sender),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"<reminders.ctrack.{sender.domain}>",
        **({"Reply-To": write_mailbox(check_sender(mail.reply_to, "remind.reply_to"))} if mail.reply_to else {}),
        **write_unsubscribe(mail.unsubscribe, one_click=mail.one_click),
    }


def _say(text: str, subtype: str = "plain") -> tuple[str, str, str, str | None]:
    """A text with its kind, charset and encoding, as a part takes them; the library chooses where None is given."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    # Nobody reads the source of a page, and base64 takes a tenth of a millisecond less than quoted-printable.
    encoding = "base64" if subtype == "html" else "quoted-printable" if "=_" in whole else None
    return whole, subtype, "utf-8", encoding

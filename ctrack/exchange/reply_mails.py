"""A mail that answers a reminder, read from its bytes: who wrote it, what proves it, and their own words of it.

All of it is hostile. Nothing is decoded that the sender may not have meant: one From with one address, text alone, and
of a page its words. What is quoted is no part of what somebody wrote, but tells which reminder it answers.
"""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses
from hashlib import sha256
from html.parser import HTMLParser

from ctrack.domain.answer_marks import find_marks
from ctrack.domain.records.answer_records import MOST_BYTES, Reply
from ctrack.exchange.mail_addresses import read_address

MOST_TEXT = 4000
MOST_PARTS = 50
_DMARC = re.compile(r"\bdmarc\s*=\s*([a-z]+)", re.IGNORECASE)
_QUOTE = re.compile(
    r"""^\s*(?:>
        | -{2,}\s*(?:original\ message|forwarded\ message|الرسالة\ الأصلية)
        | _{10,}
        | (?:on|le|في)\s.{1,300}(?:wrote|a\ écrit|كتب(?:ت)?).{0,80}:\s*$
        | (?:from|من)\s*:.{1,300}$ )""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$")


def read_reply(raw: bytes) -> Reply:
    """A mail from its bytes; whatever they are, it raises nothing."""
    message = BytesParser(policy=compat32).parsebytes(raw[:MOST_BYTES])
    text = read_text(message)
    subject = read_words(message, "Subject")
    thread = "\n".join(map(str, message.get_all("References", [])))
    own = list_own_lines(text)
    return Reply(
        message_id=make_message_id(message, raw),
        address=read_sender(message),
        is_automatic=is_automatic(message),
        verdicts=tuple(list_verdicts(message)),
        marks=find_marks(subject) or find_marks(text),
        thread=find_marks(thread),
        lines=tuple(own),
    )


def make_message_id(message: Message, raw: bytes) -> str:
    """What tells this mail from others: its Message-ID, else its own sum."""
    given = "".join(str(message["Message-ID"] or "").split())
    return given[:500] if given.startswith("<") and given.isascii() else f"<{sha256(raw).hexdigest()}>"


def read_sender(message: Message) -> str | None:
    """The one address of the one From; what a reader of mail may show as another is none."""
    fields = message.get_all("From", [])
    found = getaddresses([str(fields[0])]) if len(fields) == 1 else []
    return read_address(found[0][1]) if len(found) == 1 and found[0][1] else None


def is_automatic(message: Message) -> bool:
    """Whether a program wrote it (RFC 3834): an absence, a failure, a list."""
    submitted = str(message["Auto-Submitted"] or "no").partition(";")[0].strip().lower()
    bulk = str(message["Precedence"] or "").strip().lower() in ("bulk", "junk", "list", "auto_reply")
    is_empty = str(message["Return-Path"] or "").strip() == "<>"
    marks = ("X-Autoreply", "X-Autorespond", "X-Auto-Response", "List-Id")
    return (
        submitted != "no" or bulk or is_empty or any(message[name] is not None for name in marks)
        or message.get_content_type() == "multipart/report"
    )  # fmt: skip


def list_verdicts(message: Message) -> list[tuple[str, str]]:
    """What servers on the way state of DMARC (RFC 8601), each by its name; who states it is for others to believe."""
    found = []
    for given in message.get_all("Authentication-Results", []):
        # Comments may hold what looks like a result.
        line = re.sub(r"\([^()]*\)", " ", " ".join(str(given).split()))
        server, _mark, rest = line.partition(";")
        for verdict in _DMARC.findall(rest):
            found.append((server.split(" ")[0].strip().lower(), verdict.lower()))
    return found


def read_words(message: Message, name: str) -> str:
    """A header field in its own letters; nothing where it cannot be read."""
    try:
        return str(make_header(decode_header(str(message[name] or ""))))[:1000]
    except (ValueError, LookupError, UnicodeError):
        return ""


def read_text(message: Message) -> str:
    """The words of a mail: of its first plain text, else of its first page."""
    pages = []
    for number, part in enumerate(message.walk()):
        if number == MOST_PARTS:
            break
        if part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            return decode_part(part)
        if part.get_content_type() == "text/html":
            pages.append(part)
    return read_page(decode_part(pages[0])) if pages else ""


def decode_part(part: Message) -> str:
    """The text of a part, whatever is wrong with it."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        text = content.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        text = content.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def list_own_lines(text: str) -> list[str]:
    """The lines before what is quoted and before a signature, without empty ones at their ends."""
    own: list[str] = []
    for line in text[: MOST_TEXT * 4].split("\n"):
        if _QUOTE.match(line[:500]) or _SIGNATURE.match(line):
            break
        own.append(line.strip())
    return "\n".join(own).strip()[:MOST_TEXT].split("\n")


class Page(HTMLParser):
    """Takes the words out of a page, with a line for each block; what stands in a quotation is marked as quoted."""

    BLOCKS = frozenset(("p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote"))
    HIDDEN = frozenset(("style", "script", "head", "title"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.hidden = 0
        self.quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or what is not shown."""
        self.hidden += tag in self.HIDDEN
        self.quoted += tag == "blockquote"
        if tag in self.BLOCKS:
            self.said.append("\n> " if self.quoted else "\n")

    def handle_endtag(self, tag: str) -> None:
        """End them."""
        self.hidden = max(0, self.hidden - (tag in self.HIDDEN))
        self.quoted = max(0, self.quoted - (tag == "blockquote"))
        if tag in self.BLOCKS and tag != "br":
            self.said.append("\n> " if self.quoted else "\n")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self.hidden:
            self.said.append(" ".join(data.split()) if data.strip() else " ")


def read_page(text: str) -> str:
    """The words of a page."""
    page = Page()
    page.feed(text)
    lines = "".join(page.said).split("\n")
    return "\n".join(line for line in lines if line.strip() not in ("", ">"))

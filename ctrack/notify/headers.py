"""Header fields that hold one line whatever they are given (RFC 5322), and no byte that is not ASCII (RFC 2047).

They are fields of the `email` package with a way of their own to be written. The package's own fields (CPython 3.11)
read a value before they write it: an encoded word that somebody typed into a name or a title is decoded, so that
`=?utf-8?q?=0d=0aBcc:...?=` became a header; a List-Unsubscribe of more than 78 characters was written as encoded words,
which no reader takes; and a mail took 2.6 ms in place of 1.1. This module is loaded when a mail is written, for 16 ms.

An address with a local part beyond ASCII is the one exception: RFC 6532 has it in UTF-8, and nothing else can.
"""

from __future__ import annotations

import re
from email.header import Header
from email.headerregistry import BaseHeader
from email.policy import SMTP, Policy
from email.utils import quote as escape_quotes
from typing import Any, ClassVar, Literal
from urllib.parse import quote

from ctrack.exchange.mail_addresses import Mailbox
from ctrack.text.lines import make_line, shorten

_ATOMS = re.compile(r"[A-Za-z0-9 !#$%&'*+/^_`{|}~-]*")
_LONGEST = 76
_LONGEST_NAME = 120
_LONGEST_ADDRESS = 900


class Token(BaseHeader):
    """A field whose value is written as it is: one of ours, in ASCII, without a blank where it might be long."""

    max_count: ClassVar[Literal[1]] = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Keep the value as one line, and read nothing into it."""
        kwds["decoded"] = make_line(value)
        kwds["parse_tree"] = None

    def fold(self, *, policy: Policy) -> str:
        """The field with its line ends."""
        edge = " " if len(self.name) + len(self) + 2 <= _LONGEST else f"{policy.linesep} "
        return f"{self.name}:{edge}{self}{policy.linesep}"


class FreeText(Token):
    """A field of free text, in encoded words where it is not plain; no character is divided between two."""

    def fold(self, *, policy: Policy) -> str:
        """The field with its line ends."""
        is_plain = self.isascii() and "=?" not in self and len(self.name) + len(self) + 2 <= _LONGEST
        written = str(self) if is_plain else encode_words(self, f"{self.name}: ", policy.linesep)
        return f"{self.name}: {written}{policy.linesep}"


class Person(Token):
    """A field with one person's name and address, as `write_mailbox` puts them."""

    def fold(self, *, policy: Policy) -> str:
        """The field with its line ends."""
        name, _bracket, address = self.rpartition("<")
        phrase = write_phrase(name.rstrip(), f"{self.name}: ", policy.linesep)
        return f"{self.name}: {phrase}<{address}{policy.linesep}"


_KINDS: dict[str, type[Token]] = {"subject": FreeText, "from": Person, "to": Person, "reply-to": Person}


class Fields:
    """The kinds of fields by their names, as a policy asks for them."""

    def __getitem__(self, name: str) -> type[Token]:
        return _KINDS.get(name.lower(), Token)

    def __call__(self, name: str, value: str) -> Token:
        return self[name](name, value)


POLICY = SMTP.clone(cte_type="7bit", header_factory=Fields())


def write_mailbox(mailbox: Mailbox) -> str:
    """A name and an address, as the value of a field; a name longer than anybody's is shortened."""
    return f"{shorten(make_line(mailbox.name), _LONGEST_NAME)} <{mailbox.address}>"


def write_phrase(name: str, lead: str, line_end: str) -> str:
    """A name before an address, with the blank after it: as it is, between quotation marks, or in encoded words."""
    if not name:
        return ""
    if not name.isascii() or "=?" in name or len(lead) + len(name) + 3 > _LONGEST:
        return f"{encode_words(name, lead, line_end)}{line_end} "
    return f"{name} " if _ATOMS.fullmatch(name) else f'"{escape_quotes(name)}" '


def encode_words(line: str, lead: str, line_end: str) -> str:
    """A line as encoded words in UTF-8, of which the first stands behind `lead`."""
    return Header(line, "utf-8", maxlinelen=_LONGEST - 1, header_name=lead[:-2]).encode(linesep=line_end)


def write_unsubscribe(address: str | None, *, one_click: bool) -> dict[str, str]:
    """List-Unsubscribe (RFC 2369), and where something receives it the one click of RFC 8058; nothing of no address."""
    target = quote(make_line(address or "").strip(" <>"), safe=":/?#[]@!$&'*+;=%~-._")
    if len(target) > _LONGEST_ADDRESS or not target.startswith(("mailto:", "https://")):
        return {}
    click = (
        {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if one_click and target.startswith("https://") else {}
    )
    return {"List-Unsubscribe": f"<{target}>", **click}

"""Header fields that hold one line whatever they are given (RFC 5322), and no byte that is not ASCII (RFC 2047).

An address with a local part beyond ASCII is the one exception: RFC 6532 has it in UTF-8, and nothing else can.
"""

from __future__ import annotations

import re
from base64 import b64encode
from urllib.parse import quote

from ctrack.notify.addresses import Mailbox

# Control characters, line ends, lone surrogates and what turns the direction of a line: no header has a use for them.
_UNWELCOME = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_PLAIN = re.compile(r"[A-Za-z0-9 !#$%&'*+/^_`{|}~-]*")
# An encoded word is at most 75 characters long (RFC 2047, 2), and a line that begins with a name at most 76.
_ENCODED_BYTES = 39
_LONGEST = 76
_LONGEST_ADDRESS = 900


def make_line(text: str) -> str:
    """The text as one line that cannot end a header, nor turn what stands next to it."""
    return " ".join(_UNWELCOME.sub(" ", text).split())


def shorten(text: str, most: int) -> str:
    """At most so many characters, cut at a word where one ends in the second half, with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    words = head.rpartition(" ")[0]
    return (words if len(words) > most // 2 else head).rstrip(" ,;:،؛") + "…"


def write_text(name: str, text: str) -> str:
    """A field of free text."""
    line = make_line(text)
    is_plain = line.isascii() and "=?" not in line and len(name) + len(line) + 2 <= _LONGEST
    return f"{name}: {line if is_plain else encode_words(line)}\r\n"


def write_mailbox(name: str, mailbox: Mailbox) -> str:
    """A field with one person's name and address."""
    return f"{name}: {write_phrase(mailbox.name)}<{mailbox.address}>\r\n"


def write_phrase(text: str) -> str:
    """A name before an address, with the blank after it; longer than anybody's, it is shortened."""
    line = shorten(make_line(text), 120)
    if not line:
        return ""
    is_plain = _PLAIN.fullmatch(line) is not None and len(line) <= 40
    return f"{line} " if is_plain else f"{encode_words(line)}\r\n "


def write_token(name: str, token: str) -> str:
    """A field whose value is written already and holds no blank."""
    edge = " " if len(name) + len(token) + 2 <= _LONGEST else "\r\n "
    return f"{name}:{edge}{token}\r\n"


def encode_words(line: str) -> str:
    """Encoded words in UTF-8, one a line; no character is divided (RFC 2047, 5)."""
    words, piece = [], b""
    for sign in line:
        raw = sign.encode("utf-8")
        if len(piece) + len(raw) > _ENCODED_BYTES:
            words.append(piece)
            piece = b""
        piece += raw
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word).decode('ascii')}?=" for word in (*words, piece))


def write_unsubscribe(address: str | None) -> str:
    """List-Unsubscribe (RFC 2369), and for the web the one click of RFC 8058; nothing where the address is neither."""
    target = quote(make_line(address or "").strip(" <>"), safe=":/?#[]@!$&'*+;=%~-._")
    if len(target) > _LONGEST_ADDRESS:
        return ""
    if not target.startswith(("mailto:", "https://")):
        return ""
    click = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" if target.startswith("https://") else ""
    return write_token("List-Unsubscribe", f"<{target}>") + click

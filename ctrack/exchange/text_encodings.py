"""In which encoding a text is that does not say so: UTF-8, UTF-16, Windows-1256, Windows-1252 or Mac Roman.

Text that is UTF-8 but for a few bytes is damaged, and is not read as something else.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NoReturn

from ctrack.domain.failures import Message, marked
from ctrack.domain.records.imported_rows import FileRefused

# The mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# In the order in which they are taken where nothing speaks for one of them.
LEGACY = ("cp1252", "cp1256", "mac_roman")
NAMES = {"cp1252": "Windows-1252", "cp1256": "Windows-1256", "mac_roman": "Mac Roman", "utf-8": "UTF-8"}
SAMPLE = 200_000
# So many good letters to each bad one speak for UTF-8 that was damaged.
MOSTLY = 4
# Signs that people write beside letters, and that none of these encodings has in the place of a letter.
USUAL = frozenset("’‘“”–—…«»°€£§·•،؛؟ \u200e\u200f\u200c")
# The upper bytes of UTF-16 where it is of the Latin, the Cyrillic or the Arabic script.
PAGES = b"\0\4\6\x20"
# So good a sign has to be at least, taken together; letters of this kind say that bytes were read wrongly.
LEAST = 0.25
UNLIKELY = frozenset("ÿÃÂÐþÞ")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
# Half of a pair of UTF-16, written as if it were a character.
_LATIN_HIGH = re.compile("[\u00c0-\u00ff]")
LEAST_HIGH = 7
_ALONE = re.compile("(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])")
_UNNAMED = re.compile("[\x80-\x9f]")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_HIGH = re.compile(rb"[\x20-\x7e]{0,3}[\x80-\xff]+[\x20-\x7e]{0,3}")


def find_encoding(content: bytes, file: str) -> str:
    """The encoding of a text, as Python calls it; raises FileRefused where it is damaged."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    for name, bytes_above in (("utf-16-le", content[1:2000:2]), ("utf-16-be", content[:2000:2])):
        if bytes_above.count(0) > 1 and sum(map(bytes_above.count, PAGES)) * 10 > len(bytes_above) * 9:
            return name
    try:
        content.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        refuse_damaged(content, error.start, file)
    pieces = b"\n".join(_HIGH.findall(content[: SAMPLE * 20])[:20_000])[:SAMPLE]
    best, name = max((weigh(pieces.decode(name, "replace")), -place, name) for place, name in enumerate(LEGACY))[::2]
    if best < LEAST * sum(byte > 127 for byte in pieces):
        refuse_bytes(content, _HIGH_BYTE.search(content).start(), file)  # type: ignore[union-attr]
    return name


def refuse_damaged(content: bytes, position: int, file: str) -> None:
    """Refuse UTF-8 that is broken in a few places."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(sign > "\x7f" for sign in text) - bad
    if good >= MOSTLY * bad or _SURROGATE.search(content):
        refuse_bytes(content, position, file)


def refuse_bytes(content: bytes, position: int, file: str) -> NoReturn:
    """Refuse a text for what stands at a place of it."""
    reason = Message(
        marked("row {row} is not UTF-8 text (byte {position}), nor in another usual encoding; save it as UTF-8 again."),
        {"row": content.count(b"\n", 0, position) + 1, "position": position},
    )
    raise FileRefused(file=file, reason=reason)


def weigh(text: str) -> float:
    """How much a text looks like one that people wrote."""
    before, weight = "\n", 0.0
    for sign in text:
        if sign > "\x7f":
            weight += weigh_sign(sign, before)
        elif before > "\x7f" and sign.isalpha() and is_arabic(before):
            weight -= 1
        before = sign
    return weight


def weigh_sign(sign: str, before: str) -> float:
    """How likely a sign is after the one before it."""
    if sign in USUAL or sign in UNLIKELY:
        return 0.5 if sign in USUAL else -0.5
    if is_arabic(sign):
        return -1 if before.isalpha() and not is_arabic(before) else 1
    if not sign.isalpha():
        return 0 if unicodedata.category(sign) == "Mn" else -1
    if sign.islower():
        return 0.9
    return -1 if before.islower() else 0.3


def is_arabic(sign: str) -> bool:
    """Whether a sign is of the Arabic script."""
    return "\u0600" <= sign <= "\u06ff"


def find_mojibake(text: str) -> str | None:
    """The encoding by which a UTF-8 text was misread before it was saved; None where nothing shows that.

    Text in Windows-1256 that was read as Windows-1252 shows by its letters, few of which are of ASCII.
    """
    if text.isascii():
        return None
    # In UTF-8 such a letter is two bytes at least: one alone among letters of ASCII was never misread.
    for name in () if _ALONE.search(text) else LEGACY:
        try:
            again = misread(text, name).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if len(again) < len(text):
            return NAMES[name]
    if len(_LATIN_HIGH.findall(text)) <= LEAST_HIGH:
        return None
    letters = [sign for sign in text if sign.isalpha()]
    high = [sign for sign in letters if "\u00c0" <= sign <= "\u00ff"]
    return NAMES["cp1252"] if len(high) > LEAST_HIGH and len(high) * 10 > len(letters) * 8 else None


def misread(text: str, name: str) -> bytes:
    """The bytes that were read so; those that the encoding has no sign for stand for themselves."""
    if not _UNNAMED.search(text):
        return text.encode(name)
    return b"".join(bytes([ord(sign)]) if "\x80" <= sign <= "\x9f" else sign.encode(name) for sign in text)

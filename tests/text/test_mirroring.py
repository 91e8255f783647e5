"""The tables of mirrored characters and brackets, against Unicode's files."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from ctrack.text.mirroring import CANONICAL, CLOSING, CLOSING_OF, MIRROR, mirror_image

Rows = Callable[[str], list[list[str]]]


def test_mirrored_characters_are_unicodes(unicode_rows: Rows) -> None:
    """The table is BidiMirroring.txt, neither more nor less."""
    expected = {chr(int(code, 16)): chr(int(mirror, 16)) for code, mirror in unicode_rows("BidiMirroring.txt")}
    assert expected == MIRROR
    assert len(MIRROR) == 2 * 214


def test_brackets_are_unicodes(unicode_rows: Rows) -> None:
    """Opening and closing brackets are those of BidiBrackets.txt, matched in canonical form."""
    rows = [(chr(int(one, 16)), chr(int(two, 16)), kind) for one, two, kind in unicode_rows("BidiBrackets.txt")]
    assert {one: unicodedata.normalize("NFC", two) for one, two, kind in rows if kind == "o"} == CLOSING_OF
    assert {one: unicodedata.normalize("NFC", one) for one, _, kind in rows if kind == "c"} == CLOSING
    assert len(CLOSING) == len(CLOSING_OF) == 64


def test_canonical_brackets_are_unicodes() -> None:
    """The equivalents are all those brackets that normalization changes."""
    changed = {one: unicodedata.normalize("NFC", one) for one in MIRROR if unicodedata.normalize("NFC", one) != one}
    assert changed == CANONICAL


def test_a_mirror_image_mirrors_back() -> None:
    """A mirrored character is its own twice mirrored, a letter its own at once."""
    assert all(mirror_image(mirror_image(character)) == character != mirror_image(character) for character in MIRROR)
    assert mirror_image("a") == "a"

"""Emoji on a terminal: of one width wherever they are drawn."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.text.cells import cell_width
from ctrack.text.emoji import part_emoji

SIGNS = "👨 👩 👧 🏳 🌈 👍 ❤ ☂ ✔ 🏽 \u200d \ufe0f \ufe0e 🇰 🇼 1 # \u20e3 \U000e0067 \U000e007f ه ا a 漢"
texts = st.lists(st.sampled_from([*SIGNS.split(), " "]), max_size=20).map("".join)


def naive_width(text: str) -> int:
    """The cells by the sum of single characters, as xterm and VTE count them."""
    kinds = [(unicodedata.category(sign), unicodedata.east_asian_width(sign)) for sign in text]
    return sum(0 if kind in ("Mn", "Me", "Cf") else 2 if width in "WF" else 1 for kind, width in kinds)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("أسرة 👨\u200d👩\u200d👧", "أسرة 👨👩👧"),
        ("🏳\ufe0f\u200d🌈 ❤\ufe0f", "🏳🌈 ❤"),
        ("👍🏽 1\ufe0f\u20e3", "👍 1\u20e3"),
        ("1446 ه\u200d", "1446 ه\u200d"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("🇰🇼 ✔ plain", "🇰🇼 ✔ plain"),
        ("🏴\U000e0067\U000e007f", "🏴"),
        ("", ""),
    ],
)
def test_what_joins_and_paints_is_left_out(text: str, parted: str) -> None:
    """Emoji stand side by side without tones and styles; the joiners of letters stay where they shape them."""
    assert part_emoji(text) == parted


@given(texts)
def test_every_terminal_counts_alike(text: str) -> None:
    """Whether a terminal knows joined emoji or not, it counts as many cells as we do; nothing changes twice."""
    parted = part_emoji(text)
    assert part_emoji(parted) == parted
    if "🏽" not in parted:
        assert cell_width(parted) == naive_width(parted)

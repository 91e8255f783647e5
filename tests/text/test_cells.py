"""Widths in cells, padding and cutting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ctrack.text.cells import Align, cell_width, clusters, fit, pad
from ctrack.text.controls import PDI, RLI
from ctrack.text.shaping import shape

EMOJI = "👍🏽❤\ufe0f👩\u200d🌾🇰🇼"
texts = st.text(alphabet=st.sampled_from("ab 1é\u0301\u064eابل\u0640漢字ｱ한…" + EMOJI), max_size=20)
scripts = st.text(
    alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x2FF, exclude_categories=["Cc"])
    | st.characters(min_codepoint=0x600, max_codepoint=0x6FF)
    | st.characters(min_codepoint=0x3041, max_codepoint=0x30FF, exclude_categories=["Cn"])
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFC)
    | st.sampled_from("ﻻﺑﻴﺖ\u200c\u2066\u2069\u202b\u202c\u200f")
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("Kuwait", 6),
        ("الكويت", 6),
        ("حَظْر", 3),
        ("e\u0301", 1),
        ("لا", 2),
        (shape("لا")[0], 1),
        (f"{RLI}اب{PDI}", 2),
        ("ه\u200d 1446", 6),
        ("می\u200cخواهم", 7),
        ("漢字", 4),
        ("ＡＢ", 4),
        ("\u1112\u1161\u11ab", 2),
        ("👍🏽", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("👩\u200d🌾", 2),
        ("a\ufe0f", 1),
        ("\u0301", 0),
        ("\u3164\uffa0", 0),
        ("soft\u00adhyphen", 11),
        ("🇰🇼", 2),
        ("🇰🇼🇦🇪", 4),
        ("🇰🇼👩\u200d🌾", 4),
        ("👨\u200d👩\u200d👧\u200d👦", 2),
        ("🏳\ufe0f\u200d🌈", 2),
        ("1\ufe0f\u20e3", 2),
    ],
)
def test_known_widths(text: str, cells: int) -> None:
    """Marks and format characters take no cell, East Asian characters and emoji two."""
    assert cell_width(text) == cells


@given(scripts)
def test_widths_agree_with_rich(text: str) -> None:
    """Arabic, Latin and East Asian text is as wide for Rich, which draws the borders around it."""
    assert cell_width(text) == cell_len(text)


def test_emoji_agree_with_rich(unicode_file: Callable[[str], Path]) -> None:
    """Every emoji up to version 14 is as wide for Rich, whatever it is put together of."""
    emoji = []
    for line in unicode_file("emoji/emoji-test.txt").read_text("utf-8").splitlines():
        codes, separator, rest = line.partition("; fully-qualified")
        if separator and float(rest.split()[2].removeprefix("E")) <= 14:
            emoji.append("".join(chr(int(code, 16)) for code in codes.split()))
    assert len(emoji) > 3_000
    assert [one for one in emoji if cell_width(one) != cell_len(one)] == []


@given(texts)
def test_clusters_cover_the_text(text: str) -> None:
    """Clusters follow one another without gaps and are as wide together as the text."""
    spans = list(clusters(text))
    assert "".join(text[start:stop] for start, stop in spans) == text
    assert sum(cell_width(text[start:stop]) for start, stop in spans) == cell_width(text)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("🇰🇼🇦🇪🇶", ["🇰🇼", "🇦🇪", "🇶"]),
        ("a🇰🇼b", ["a", "🇰🇼", "b"]),
        ("👩🏽\u200d🌾👨\u200d👩\u200d👧", ["👩🏽\u200d🌾", "👨\u200d👩\u200d👧"]),
        ("حَظْر", ["حَ", "ظْ", "ر"]),
    ],
)
def test_what_is_drawn_as_one_thing(text: str, drawn: list[str]) -> None:
    """Flags, joined emoji and letters with their marks are one cluster each."""
    assert [text[start:stop] for start, stop in clusters(text)] == drawn


@pytest.mark.parametrize(("align", "padded"), [("left", "اب   "), ("center", " اب  "), ("right", "   اب")])
def test_padding_fills_the_width(align: Align, padded: str) -> None:
    """Spaces go to the side that the alignment leaves free."""
    assert pad("اب", 5, align) == padded
    assert pad("اب", 1, align) == "اب"


@given(texts, st.integers(0, 25))
def test_what_fits_is_as_much_as_can(text: str, width: int) -> None:
    """One more cluster would not fit."""
    end = fit(text, width)
    longer = next((stop for _, stop in clusters(text) if stop > end), None)
    assert cell_width(text[:end]) <= width
    assert longer is None or cell_width(text[:longer]) > width

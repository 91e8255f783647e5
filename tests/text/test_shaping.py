"""Arabic shaping: joined where Unicode joins, and nothing lost on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ctrack.text.joining import joining_type
from ctrack.text.shaping import shape

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
PERSIAN_AND_URDU = "پچژکگیٹڈڑںھہۂےۓۀۆۇۋې"
MARKS = "\u064b\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0670"
OTHERS = "\u0640\u200c\u200d ،.a1٣(\u2067\u2069ܐ"
arabic_texts = st.text(alphabet=st.sampled_from(LETTERS + PERSIAN_AND_URDU + MARKS + OTHERS + "للااا"), max_size=25)
LAM_MARK_ALEF = re.compile("\u0644[\u064b-\u0654\u0670]+[\u0622\u0623\u0625\u0627]")

LAM_ALEFS = "ﻵﻶﻷﻸﻹﻺﻻﻼ"
EXPECTED_FORM = {
    (False, False): "<isolated>",
    (False, True): "<initial>",
    (True, True): "<medial>",
    (True, False): "<final>",
}


def form_of(character: str) -> str:
    """The form that a presentation form's decomposition names, such as `<medial>`, or nothing."""
    tag = unicodedata.decomposition(character).partition(" ")[0]
    return tag if tag in ("<isolated>", "<initial>", "<medial>", "<final>") else ""


def neighbours(text: str, index: int) -> tuple[str, str]:
    """The joining types before and after a letter, marks being transparent."""
    before = [kind for kind in map(joining_type, text[:index]) if kind != "T"]
    after = [kind for kind in map(joining_type, text[index + 1 :]) if kind != "T"]
    return (before or ["U"])[-1], (after or ["U"])[0]


def test_joining_types_are_unicodes(unicode_rows: Callable[[str], list[list[str]]]) -> None:
    """Every Arabic letter has the type of ArabicShaping.txt, 15.0."""
    listed = {chr(int(code, 16)): kind for code, _, kind, _ in unicode_rows("ArabicShaping.txt")}
    joining = [chr(code) for code in range(0x3000) if joining_type(chr(code)) in "DRC"]
    expected = {c: kind for c, kind in listed.items() if "ARABIC" in unicodedata.name(c, "") or c in "\u200c\u200d"}
    assert len(expected) > 250
    assert {c: joining_type(c) for c in expected} == expected
    assert set(joining) <= set(expected)


def test_marks_are_transparent_as_in_unicode(unicode_values: Callable[[str], dict[str, str]]) -> None:
    """No other character of a known category joins, and marks let joins pass (DerivedJoiningType.txt)."""
    derived = unicode_values("extracted/DerivedJoiningType.txt")
    known = (chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Mn", "Me", "Cf"))
    assert {hex(ord(c)): joining_type(c) for c in known if joining_type(c) != derived.get(c, "U")} == {}


@pytest.mark.parametrize(
    ("text", "shaped", "sources"),
    [
        ("", "", []),
        ("Kuwait 2026", "Kuwait 2026", list(range(11))),
        ("بيت", "ﺑﻴﺖ", [0, 1, 2]),
        ("دار", "ﺩﺍﺭ", [0, 1, 2]),
        ("سلام", "ﺳﻼﻡ", [0, 1, 3]),
        ("لا", "ﻻ", [0]),
        ("لأن", "ﻷﻥ", [0, 2]),
        ("الآن", "ﺍﻵﻥ", [0, 1, 3]),
        ("لَا", "ﻻَ", [0, 1]),
        ("ل\u200cا", "ﻝ\u200cﺍ", [0, 1, 2]),
        ("ه\u200d", "ﻫ\u200d", [0, 1]),
        ("هـ", "ﻫـ", [0, 1]),
        ("می\u200cخواهم", "ﻣﯽ\u200cﺧﻮﺍﻫﻢ", list(range(8))),
        ("ٹھیک", "ﭨﮭﯿﮏ", [0, 1, 2, 3]),
        ("ہے", "ﮨﮯ", [0, 1]),
        ("شيء", "ﺷﻲﺀ", [0, 1, 2]),
        ("مُحَمَّد", "ﻣُﺤَﻤَّﺪ", list(range(8))),
    ],
)
def test_known_words(text: str, shaped: str, sources: list[int]) -> None:
    """Arabic, Persian and Urdu words are joined as they are written by hand."""
    assert shape(text) == (shaped, sources)


@given(arabic_texts)
def test_unshaping_gives_the_text_back(text: str) -> None:
    """Compatibility normalization of the shaped text is that of the text itself."""
    assume(not LAM_MARK_ALEF.search(text))
    assert unicodedata.normalize("NFKC", shape(text)[0]) == unicodedata.normalize("NFKC", text)


@given(arabic_texts)
def test_the_map_rises_and_leaves_out_only_ligated_alefs(text: str) -> None:
    """Each shaped character comes from one later than the one before it, and is that letter's form."""
    shaped, sources = shape(text)
    left_out = set(range(len(text))) - set(sources)
    assert len(shaped) == len(sources)
    assert all(one < two for one, two in pairwise(sources))
    assert all(text[index] in "آأإا" for index in left_out)
    assert len(left_out) == sum(glyph in LAM_ALEFS for glyph in shaped)


@given(arabic_texts)
def test_letters_join_exactly_where_unicode_joins(text: str) -> None:
    """A form reaches out only to a neighbour that reaches back, and always where its letter can."""
    for glyph, index in zip(*shape(text), strict=True):
        form = form_of(glyph)
        before, after = neighbours(text, index)
        joins_before = joining_type(text[index]) in "DR" and before in "DC"
        joins_after = joining_type(text[index]) == "D" and after in "DRC" and glyph not in LAM_ALEFS
        assert (form in ("<medial>", "<final>")) <= joins_before
        assert (form in ("<medial>", "<initial>")) <= joins_after
        if text[index] in LETTERS:
            assert form == EXPECTED_FORM[joins_before, joins_after]


@given(st.text(alphabet=st.characters(max_codepoint=0x5FF)))
def test_other_scripts_are_left_alone(text: str) -> None:
    """Text without Arabic letters comes back as it is."""
    assert shape(text) == (text, list(range(len(text))))

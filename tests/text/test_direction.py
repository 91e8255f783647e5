"""Which way a text reads, and texts on one line that stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.text.bidi import line_to_visual, resolve_levels
from ctrack.text.controls import LRM, RLM
from ctrack.text.direction import PLAIN, Direction, is_left_to_right, keep_apart, way_of

WORDS = "أُرسل x.db. (Sect. 3) القرار 2396 KWT-21، «نص» 40% /srv/a.xlsx \u2067قانون\u2069 \u2066law\u2069 ٢٥ [علنية] 3rd"
NAMES = ["Nora", "Nora (MOFA)", "نورة", "نورة (الخارجية)", "N. Sabah", "مكتب MOFA", "MOFA مكتب", "root, 3"]
notes = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12).map(" ".join)


@given(notes, st.sampled_from(NAMES), st.sampled_from(["ltr", "rtl"]))
def test_a_note_and_its_author_are_two_runs(note: str, name: str, page: Direction) -> None:
    """Whatever stands in both, the author comes behind the whole note in the order in which the page is read."""
    author = f"– {name}"
    text = keep_apart(note, author, page)
    levels, base = resolve_levels(text, 1 if page == "rtl" else 0)
    _line, sources = line_to_visual(text, levels, base, 0, len(text))
    order = sources if page == "ltr" else sources[::-1]
    places = [source >= len(text) - len(author) for source in order]
    assert places == sorted(places), (text, order)


@pytest.mark.parametrize(
    ("note", "author", "page", "mark"),
    [
        ("أُرسل x.db.", "– Nora", "rtl", RLM),
        ("أُرسل.", "– نورة", "ltr", LRM),
        ("أُرسل.", "– Nora", "rtl", ""),
        ("Sent.", "– Nora", "ltr", ""),
        ("Sent x.db.", "– نورة", "rtl", ""),
    ],
)
def test_a_mark_stands_only_where_two_would_be_one(note: str, author: str, page: Direction, mark: str) -> None:
    """What does not run together is left as it is, so that a copied line holds nothing unseen."""
    assert keep_apart(note, author, page) == f"{note}{mark} {author}"


@pytest.mark.parametrize(
    ("text", "language", "way"),
    [
        ("وُقع Memorandum of Understanding with INTERPOL", "ar", "rtl"),
        ("[ar] وُقع Memorandum of Understanding", "ar", "rtl"),
        ("The term «الحدود والأمن والجمارك» is used.", "en", "ltr"),
        ("نص كامل", "en", "rtl"),
        ("2026", "ar", "ltr"),
        ("Memorandum وُقع", "", "ltr"),
    ],
)
def test_a_text_reads_as_its_language_does(text: str, language: str, way: str) -> None:
    """Whatever names stand in it; one that has no letter of its language goes by its letters."""
    assert way_of(text, "ltr", language) == way


def test_plain_signs_are_read_from_the_left() -> None:
    """Of what is taken for plain at a glance the algorithm turns nothing, between letters and between figures."""
    plain = [sign for sign in map(chr, range(0x20, 0x3000)) if PLAIN.fullmatch(sign)]
    assert len(plain) > 2500
    levels, _base = resolve_levels("".join(f"a{sign}1{sign} 2" for sign in plain), 0)
    assert set(levels) == {0}


@pytest.mark.parametrize("sign", ["ق", "\u200f", "\u2067", "٢", "\u200d", "\u00ad"])
def test_what_is_not_plain_is_looked_at(sign: str) -> None:
    """One sign that runs from the right, or directs, or has no place of its own is enough."""
    assert not is_left_to_right(f"· a {sign} b")

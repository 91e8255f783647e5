"""Bidi classes, levels and visual order, beyond what Unicode's conformance files hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.text.bidi import (
    base_direction,
    line_to_visual,
    resolve_class_levels,
    resolve_levels,
    to_visual,
    visual_order,
)
from ctrack.text.bidi.classes import REMOVED, bidi_class, default_class
from ctrack.text.controls import DIRECTION_CONTROLS, LRE, LRI, LRM, LRO, PDF, PDI, RLE, RLI, RLM, RLO
from ctrack.text.mirroring import MIRROR

LETTERS = "abابجדא"
mixed_texts = st.text(
    alphabet=st.sampled_from(LETTERS + "12٣٤ .,-+%()[]<>\u064b\u0301\u200c" + "".join(sorted(DIRECTION_CONTROLS))),
    max_size=30,
)
plain_texts = st.text(alphabet=st.sampled_from(LETTERS + "12٣٤ .,-+%()[]<>«»"), max_size=30)
bases = st.sampled_from((None, 0, 1))

DATA_LINE = re.compile(r"(?:# @missing: )?([0-9A-F]{4,6})(?:\.\.([0-9A-F]+))?\s*; (\w+)(?: +# (\w\w))?")
LONG_NAMES = {"Left_To_Right": "L", "Right_To_Left": "R", "Arabic_Letter": "AL", "European_Terminator": "ET"}


def test_assigned_characters_have_unicodes_class(unicode_values: Callable[[str], dict[str, str]]) -> None:
    """Whatever the interpreter's Unicode version knows has the class of DerivedBidiClass.txt."""
    expected = unicode_values("extracted/DerivedBidiClass.txt")
    known = (character for character in expected if unicodedata.category(character) != "Cn")
    assert {c: bidi_class(c) for c in known if bidi_class(c) != expected[c]} == {}


def test_unassigned_code_points_have_unicodes_default(unicode_file: Callable[[str], Path]) -> None:
    """What Unicode has not given out yet runs as its block does: R, AL, ET, BN or L."""
    expected: list[str | None] = [None] * 0x110000
    for line in unicode_file("extracted/DerivedBidiClass.txt").read_text("utf-8").splitlines():
        match = DATA_LINE.match(line)
        if match:
            low, high, kind, category = match.groups()
            value = LONG_NAMES.get(kind, kind) if "@missing" in line or category == "Cn" else None
            for code in range(int(low, 16), int(high or low, 16) + 1):
                expected[code] = value
    unassigned = [code for code in range(0x110000) if expected[code]]
    assert len(unassigned) > 500_000
    assert [hex(code) for code in unassigned if default_class(code) != expected[code]] == []


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("", 0),
        ("12 (3)", 0),
        ("Kuwait الكويت", 0),
        ("الكويت Kuwait", 1),
        ("2026: الكويت", 1),
        ("١٢", 0),
        ("אבג", 1),
        (f"{RLI}الكويت{PDI} Kuwait", 0),
        (f"{LRI}Kuwait", 0),
        (f"{RLM}Kuwait", 1),
    ],
)
def test_the_first_strong_character_gives_the_base(text: str, base: int) -> None:
    """Digits and isolates do not count, and a text without any strong character runs left to right."""
    assert base_direction(text) == base


def test_a_given_base_is_kept() -> None:
    """A base that is given wins over the one that the text would have."""
    assert resolve_levels("abc", 1) == ([2, 2, 2], 1)
    assert resolve_levels("ابج", 0) == ([1, 1, 1], 0)


def test_removed_characters_have_no_level() -> None:
    """Embeddings, their ends and joiners are taken out of the order (X9)."""
    assert resolve_levels(f"a{RLE}b{PDF}\u200cc")[0] == [0, None, 2, None, None, 0]


@pytest.mark.parametrize(
    ("logical", "visual"),
    [
        ("Report (2026)", "Report (2026)"),
        ("الفقرة (12).", ".(12) ةرقفلا"),
        ("انظر A/HRC/57/2 (2024)", "A/HRC/57/2 (2024) رظنا"),
        ("car (سيارة) park", "car (ةرايس) park"),
        ("15 حزيران/يونيه 2026", "2026 هينوي/ناريزح 15"),
        ("كانون الثاني ٢٠٢٧", "٢٠٢٧ يناثلا نوناك"),
        ("«لا يجوز» 40%", "%40 «زوجي ال»"),
        ("حَظْر", "رظْحَ"),
        ("", ""),
    ],
)
def test_known_sentences_read_right(logical: str, visual: str) -> None:
    """Words, numbers, symbols, brackets and vowel marks stand where a reader expects them."""
    assert to_visual(logical)[0] == visual


def test_paragraphs_are_laid_out_one_by_one() -> None:
    """Each paragraph finds its own direction and its separator stays where it was (P1)."""
    assert to_visual("ab.\nاب.\n") == ("ab.\n.با\n", [0, 1, 2, 3, 6, 5, 4, 7])


@pytest.mark.parametrize("sequence", ["👍🏽", "👩\u200d🌾", "❤\ufe0f", "🇰🇼"])
def test_emoji_stay_whole_in_arabic(sequence: str) -> None:
    """Skin tones, joiners, styles and flags keep their order inside reversed text."""
    end = 3 + len(sequence)
    visual, sources = to_visual(f"اب {sequence} جد")
    assert visual == f"دج {sequence} با"
    assert sources == [end + 2, end + 1, end, *range(3, end), 2, 1, 0]


def test_a_line_keeps_the_context_of_its_paragraph() -> None:
    """Numbers after a break still follow the Arabic letter before it, as they would not alone (W2)."""
    text = "من الأعوام 1-2"
    levels, base = resolve_levels(text)
    assert line_to_visual(text, levels, base, 11)[0] == "2-1"
    assert to_visual("1-2", 1)[0] == "1-2"


def test_spaces_at_a_break_stay_at_the_end_of_the_line() -> None:
    """White space before a break goes to the paragraph's end side (L1)."""
    text = "اب car park"
    levels, base = resolve_levels(text)
    assert line_to_visual(text, levels, base, 0, 7) == (" car با", [6, 3, 4, 5, 2, 1, 0])
    text = "اب car \u200cpark"
    levels, base = resolve_levels(text)
    assert line_to_visual(text, levels, base, 0, 8) == (" car با", [6, 3, 4, 5, 2, 1, 0])


@given(mixed_texts, bases)
def test_every_character_is_shown_once(text: str, base: int | None) -> None:
    """The map is one to one and leaves out only controls and what X9 removes; glyphs are mirrored at most."""
    visual, sources = to_visual(text, base)  # type: ignore[arg-type]
    left_out = set(range(len(text))) - set(sources)
    assert len(visual) == len(sources) == len(set(sources))
    assert all(text[i] in DIRECTION_CONTROLS or bidi_class(text[i]) in REMOVED for i in left_out)
    assert all(glyph in (text[i], MIRROR.get(text[i])) for glyph, i in zip(visual, sources, strict=True))


@given(mixed_texts, bases)
def test_an_override_keeps_the_visual_order(text: str, base: int | None) -> None:
    """A terminal with bidi of its own shows visual text inside LRO and PDF as it is."""
    visual, _ = to_visual(text, base)  # type: ignore[arg-type]
    assert to_visual(f"{LRO}{visual}{PDF}", 0)[0] == visual


@given(plain_texts, bases)
def test_characters_and_their_classes_agree_without_brackets(text: str, base: int | None) -> None:
    """The two ways into the algorithm give the same levels for text without brackets."""
    bare = text.translate(dict.fromkeys(map(ord, "()[]<>«»")))
    classes = [unicodedata.bidirectional(character) for character in bare]
    assert resolve_levels(bare, base) == resolve_class_levels(classes, base)  # type: ignore[arg-type]


@given(st.text(alphabet="ابجדא"))
def test_a_right_to_left_word_is_turned_round(word: str) -> None:
    """Letters of one direction are simply reversed."""
    assert to_visual(word) == (word[::-1], list(range(len(word)))[::-1])


@given(st.text(alphabet="abc 12.,()", max_size=20))
def test_latin_text_is_left_alone(text: str) -> None:
    """Text that runs left to right comes back as it is, and at level 0."""
    assert to_visual(text) == (text, list(range(len(text))))
    assert resolve_levels(text) == resolve_class_levels([bidi_class(c) for c in text])


@given(st.lists(st.none() | st.integers(0, 126), max_size=30))
def test_a_visual_order_is_a_permutation(levels: list[int | None]) -> None:
    """Every position that has a level comes once, whatever the levels."""
    assert sorted(visual_order(levels)) == [i for i, level in enumerate(levels) if level is not None]


def test_embeddings_have_a_limit() -> None:
    """An embedding past level 125 changes nothing more (BD2)."""
    assert max(level or 0 for level in resolve_levels(RLE * 500 + "a" + PDF * 500)[0]) == 126


@pytest.mark.parametrize(("depth", "level"), [(1, 0), (63, 0), (64, 1)])
def test_open_brackets_have_a_limit(depth: int, level: int) -> None:
    """With 64 brackets open at once there are no pairs: each bracket is but a neutral (BD16)."""
    text = "ا" + "(" * depth + "اaا" + ")" * depth + "ا"
    assert resolve_levels(text, 0)[0] == [1, *[level] * depth, 1, 0, 1, *[level] * depth, 1]


def test_overrides_turn_letters() -> None:
    """RLO turns Latin letters round and LRO keeps Arabic ones, up to the PDF."""
    assert to_visual(f"{RLO}abc{PDF}d{LRM}")[0] == "cbad"
    assert to_visual(f"{LRO}اب{PDF}{LRE}c{PDF}")[0] == "ابc"

"""Folding: what is left out of a comparison, and what is not."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.folding import _FOLDS, fold

ALIKE = [
    ("Éducation", "education"),
    ("STRASSE", "straße"),
    ("Œuvre", "oeuvre"),
    ("İstanbul", "istanbul"),
    ("ﬁnance", "finance"),
    ("Kuwait\u00a0 \t 2026", "kuwait 2026"),
    ("  padded  ", "padded"),
    ("soft\u00adhyphen", "softhyphen"),
    ("٢٠٢٦", "2026"),
    ("۲۰۲۶", "2026"),
    ("２０２６", "2026"),
    ("إعلان", "اعلان"),
    ("أيار", "ايار"),
    ("آذار", "اذار"),
    ("ٱلأمم", "الامم"),
    ("مؤتمر", "موتمر"),
    ("هيئة", "هييه"),
    ("مكافحة", "مكافحه"),
    ("على", "علي"),
    ("یونیو", "يونيو"),
    ("کویت", "كويت"),
    ("الكـــويت", "الكويت"),
    ("مُكَافَحَة الإِرْهَاب", "مكافحه الارهاب"),
    ("هذٰا", "هذا"),
    ("\u200fإعلان\u200e الكويت\u061c", "اعلان الكويت"),
    ("\u2067دورة\u2069", "دوره"),
    ("ﺇﻋﻼﻥ", "اعلان"),
    ("ﺍﻟﻜﻮﻳﺖ", "الكويت"),
    ("Но́вый", "новыи"),
]


@pytest.mark.parametrize(("text", "folded"), ALIKE)
def test_variants_fold_to_one_form(text: str, folded: str) -> None:
    """What people vary without meaning it is gone, in every script of the register."""
    assert fold(text) == fold(folded)
    assert text.isascii() or fold(text) == fold(folded) == fold(fold(text))


@pytest.mark.parametrize(("one", "other"), [("يونيه", "يوليه"), ("حرب", "جرب"), ("act", "acts"), ("سن", "شن")])
def test_letters_that_matter_stay(one: str, other: str) -> None:
    """Folding never makes one word of two that differ in a letter."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded text is in its normal form."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("plane", range(4))
def test_every_character_folds_to_a_form_that_stays(plane: int) -> None:
    """No single character of the planes that hold letters folds further a second time."""
    for code in range(plane * 0x10000, (plane + 1) * 0x10000, 3 if plane > 1 else 1):
        text = f"a{chr(code)}B"
        assert fold(fold(text)) == fold(text) == fold_whole(text)


def fold_whole(text: str) -> str:
    """A text folded as a whole, as the form is defined."""
    bare = normalize("NFKD", text).casefold()
    return " ".join(normalize("NFC", normalize("NFKD", bare).translate(_FOLDS)).split())


MIXED = st.text(st.characters(max_codepoint=127) | st.characters() | st.sampled_from("éÉßİΣςشـ\u0301\u0338\u3099ᎠꭰﷺⅧ"))


@given(MIXED, MIXED)
def test_a_text_is_folded_by_its_parts(one: str, other: str) -> None:
    """What is not of ASCII can be folded run by run, and words by themselves: the whole folds to the same."""
    assert fold(one) == fold_whole(one)
    assert fold(f"{one} {other}") == " ".join(filter(None, (fold(one), fold(other))))


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_takes_the_same_way_as_any(text: str) -> None:
    """The fast path for ASCII gives what the slow one would."""
    assert fold(text) == fold(text + " é").removesuffix("e").rstrip()


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    """A folded text holds no capital, no tatweel, no direction mark, and no blank at its ends or beside another."""
    folded = fold(text)
    assert not {"ـ", "\u200f", "\u200e", "\u061c"} & set(folded)
    assert folded == " ".join(folded.split())

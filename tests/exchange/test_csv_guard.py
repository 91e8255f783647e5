"""The apostrophe that keeps a spreadsheet from calculating."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.cell_texts import clean
from ctrack.domain.vocabulary import Status
from ctrack.exchange.csv_guard import guard, make_cell, make_text, unguard

SIGNS = "='+-@|%\"\t\r\n 019.,\u200f\u061c\u202e\ufeff\u00a0\uff1d\uff0b\u2212\u207ba\u0641"
texts = st.one_of(st.text(), st.text(alphabet=SIGNS))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 123",
        "-1+1",
        "-",
        "@SUM(A1)",
        '=cmd|"/C calc"!A0',
        "|calc",
        "%0A=1",
        "\t=1",
        "\tharmless",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "\u3000@A1",
        "\u200f=1",
        "\u061c\u202e=1",
        "\ufeff=1",
        '"=1"',
        "＝1+1",
        "＋1+A1",
        "\u22125+A1",
        "﹣A1",
        "=\u03381",
        "- item",
    ],
)
def test_what_begins_like_a_formula_is_guarded(text: str) -> None:
    """The guard stands before it, whatever hides the sign."""
    assert guard(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    ["", "text", "-5", "+7", "-5.2", "\u22125", "-1,234.5", "45%", "-45%", "-٥", "2026-06", "a=1", "(=1)", "نص", "١"],
)
def test_the_rest_is_left_alone(text: str) -> None:
    """Plain numbers stay numbers, and text stays text."""
    assert guard(text) == text


@given(texts)
def test_the_guard_comes_off_exactly(text: str) -> None:
    """Taking the guard off gives back any text at all."""
    assert unguard(guard(text)) == text


@given(texts)
def test_no_guard_of_others_is_taken(text: str) -> None:
    """What comes from elsewhere loses an apostrophe only where we would have put it."""
    assert unguard(text) == text or guard(unguard(text)) == text


@given(texts)
def test_a_guarded_cell_calculates_nothing(text: str) -> None:
    """What leaves begins with no sign of a formula, unless it is a number."""
    cell = guard(text)
    assert not cell.startswith(("=", "@", "\t", "\r"))
    assert not cell.startswith(("+", "-")) or cell[1:2].isdigit()


@given(texts)
def test_a_cell_is_clean_and_guarded(text: str) -> None:
    """The quick way past a text that is harmless leaves the same cell as the whole way does."""
    assert make_text(text) == guard(clean(text).replace("\t", " "))
    assert make_cell(text) == make_text(text)


def test_cells_that_are_no_texts() -> None:
    """Numbers and nothing stay what they are, truth is a word, and a day its figures."""
    assert [make_cell(value) for value in (None, 0, -7, 1.5, True, False)] == [None, 0, -7, 1.5, "true", "false"]
    assert make_cell(date(2026, 11, 26)) == "2026-11-26"
    assert make_cell(Status.IMPLEMENTED) == "implemented"

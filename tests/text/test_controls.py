"""Nesting of direction controls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.text.bidi import resolve_levels
from ctrack.text.controls import (
    FSI,
    LRE,
    LRI,
    LRO,
    PDF,
    PDI,
    RLE,
    RLI,
    RLO,
    Nesting,
    balance,
    closers,
    unclosed,
)

control_texts = st.text(alphabet=st.sampled_from("aا" + "".join((LRE, RLE, LRO, RLO, PDF, LRI, RLI, FSI, PDI))))


@pytest.mark.parametrize(
    ("line", "balanced"),
    [
        ("abc", "abc"),
        (f"{RLE}a", f"{RLE}a{PDF}"),
        (f"{RLI}a", f"{RLI}a{PDI}"),
        (f"a{PDF}{PDI}b", "ab"),
        (f"{RLI}{LRO}a{PDI}", f"{RLI}{LRO}a{PDF}{PDI}"),
        (f"{RLE}{LRI}a{PDF}b", f"{RLE}{LRI}ab{PDI}{PDF}"),
        (f"{RLE}a{PDI}{PDF}", f"{RLE}a{PDF}"),
        (f"{RLI}a{PDI}{PDI}", f"{RLI}a{PDI}"),
    ],
)
def test_controls_are_closed_and_strays_dropped(line: str, balanced: str) -> None:
    """Openers get their closers in the right order, and a closer without an opener goes."""
    assert balance(line) == balanced


@given(control_texts)
def test_a_balanced_line_leaves_nothing_open(line: str) -> None:
    """After balancing, every closer closes exactly one opener, and balancing again changes nothing."""
    balanced = balance(line)
    nesting = Nesting()
    for control in balanced:
        if control in (PDF, PDI):
            assert len(nesting.close(control)) == 1
        elif control not in "aا":
            nesting.open(control)
    assert nesting.opened == []
    assert balance(balanced) == balanced


@given(control_texts)
def test_a_balanced_line_reads_as_before(line: str) -> None:
    """Balancing changes no letter's level."""
    letters = [level for c, level in zip(line, resolve_levels(line, 0)[0], strict=True) if c in "aا"]
    balanced = balance(line)
    assert [level for c, level in zip(balanced, resolve_levels(balanced, 0)[0], strict=True) if c in "aا"] == letters


@given(control_texts, control_texts)
def test_a_broken_line_goes_on_where_it_was(first: str, second: str) -> None:
    """What is open after two parts of a line is what is open after the whole, and its closers close it."""
    assert unclosed(second, unclosed(first)) == unclosed(first + second)
    assert unclosed(first + closers(unclosed(first))) == ""

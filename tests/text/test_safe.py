"""Stored text made safe for a terminal."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.text.controls import FSI, LRI, PDF, PDI, RLI, RLO, balance
from ctrack.text.safe import make_safe

hostile_texts = st.text(
    alphabet=st.characters(codec=None)
    | st.characters(max_codepoint=0x9F)
    | st.sampled_from("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200c\u200d\ud800\udcff")
)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("", ""),
        ("Kuwait الكويت 漢字 👍🏽", "Kuwait الكويت 漢字 👍🏽"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x9b31m\x85", "\ufffd31m "),
        ("null\x00 back\x08 delete\x7f", "null␀ back␈ delete␡"),
        ("a\tb", "a b"),
        (
            "one\r\ntwo\nthree\rfour\u2028five\u2029six\vseven\feight",
            "one two three four five six seven eight",
        ),
        ("broken \udcff byte", "broken \ufffd byte"),
        ("می\u200cخواهم ه\u200d", "می\u200cخواهم ه\u200d"),
        (f"{LRI}abc", f"{LRI}abc{PDI}"),
        (f"{RLI}abc", f"{RLI}abc{PDI}"),
        (f"{FSI}abc", f"{FSI}abc{PDI}"),
        (f"end{PDI}", "end"),
        (f"end{PDF}", "end"),
        (f"{RLO}exe.fdp{PDF}.", "⟨U+202E⟩exe.fdp."),
        ("a\u202db", "a⟨U+202D⟩b"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
    ],
)
def test_known_texts(text: str, safe: str) -> None:
    """Controls are shown, line ends become spaces, directions are closed, and words stay as they are."""
    assert make_safe(text) == safe


def test_lines_are_kept_when_asked() -> None:
    """Line ends of every kind become newlines, and each line is balanced by itself."""
    assert make_safe(f"a{RLI}b\r\nc{PDI}\rd\u2028e\x1b", multiline=True) == f"a{RLI}b{PDI}\nc\nd\ne␛"


@given(hostile_texts, st.booleans())
def test_nothing_harmful_is_left(text: str, multiline: bool) -> None:
    """No control, surrogate or separator is left but newlines that were asked for, nor an open direction."""
    safe = make_safe(text, multiline=multiline)
    without_newlines = safe.replace("\n", "") if multiline else safe
    assert {unicodedata.category(character) for character in without_newlines}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert all(balance(line) == line for line in safe.split("\n"))
    safe.encode("utf-8")


@given(hostile_texts, st.booleans())
def test_safe_text_is_left_alone(text: str, multiline: bool) -> None:
    """Making safe twice changes nothing more."""
    safe = make_safe(text, multiline=multiline)
    assert make_safe(safe, multiline=multiline) == safe


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"])))
def test_clean_text_comes_back_itself(text: str) -> None:
    """Text without anything harmful is not even copied."""
    assert make_safe(text) is text


def test_a_flood_of_controls_takes_no_longer_than_its_length() -> None:
    """Ten times the controls take about ten times as long, not a hundred times."""

    def seconds(count: int) -> float:
        flood = RLO * count + PDI * count + RLI * count + PDF * count
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            make_safe(flood)
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(20_000) < 40 * seconds(2_000)

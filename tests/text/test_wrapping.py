"""Lines of a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.text.cells import cell_width, clusters
from ctrack.text.wrapping import wrap

texts = st.text(alphabet=st.sampled_from("ab  اب\u064e漢\u00a0👍🏽"), max_size=30)


def lines(text: str, width: int, fold: bool = True) -> list[str]:
    """The text of every line."""
    return [text[start:stop] for start, stop in wrap(text, width, fold=fold)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 5, [""]),
        ("   ", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 8, ["one  two"]),
        ("one  two", 4, ["one", "two"]),
        ("  one two", 5, ["  one", "two"]),
        ("      one", 5, ["one"]),
        ("عقد اجتماع في الكويت", 10, ["عقد اجتماع", "في الكويت"]),
        ("Kuwait", 4, ["Kuwa", "it"]),
        ("a Kuwait b", 4, ["a", "Kuwa", "it b"]),
        ("漢字仮名", 5, ["漢字", "仮名"]),
        ("漢字", 1, ["漢", "字"]),
        ("15\u00a0June 2026", 8, ["15\u00a0June", "2026"]),
    ],
)
def test_lines_break_at_spaces(text: str, width: int, expected: list[str]) -> None:
    """Words stay whole where they fit, no-break spaces do not break, and long words are folded."""
    assert lines(text, width) == expected


def test_long_words_stay_whole_unless_folded() -> None:
    """Without folding a long word has a line of its own."""
    assert lines("a Kuwait b", 4, fold=False) == ["a", "Kuwait", "b"]


@given(texts, st.integers(2, 12))
def test_lines_fit_and_lose_only_spaces(text: str, width: int) -> None:
    """No line is too wide, none divides a cluster, and only spaces are left out."""
    spans = wrap(text, width)
    edges = {0, *(stop for _, stop in clusters(text))}
    assert all(cell_width(text[start:stop]) <= width for start, stop in spans)
    assert "".join(text[start:stop] for start, stop in spans).replace(" ", "") == text.replace(" ", "")
    assert all(text[stop] == " " or stop in edges for _, stop in spans[:-1])

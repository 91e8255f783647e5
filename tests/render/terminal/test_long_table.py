"""Tables too long for Rich."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.render.document import Align, Column, Table
from ctrack.render.screen import Screen
from ctrack.render.terminal.long_table import lines_of
from ctrack.text.cells import cell_width
from ctrack.text.controls import LRI, LRO, PDF, PDI, RLI

ARABIC = "تعزيز التعاون الدولي، وفق القرار 2396"
WORDS = st.lists(st.text("ab é決\u0301", min_size=1, max_size=9), max_size=12).map(" ".join)


def table(*rows: tuple[object, ...], align: Align = Align.START) -> Table:
    """A table of codes and of running text."""
    return Table("main", (Column("code", "Code", align=align), Column("title", "Title", wraps=True)), rows)


@pytest.mark.parametrize("title", ["Designate a focal point for it all", "Désigner un point de contact — ça"])
def test_running_text_wraps_at_words(title: str) -> None:
    """Further lines of a cell stand under its first."""
    lines = list(lines_of(table(("KWT-1", title)), Screen(31)))
    assert lines[1].startswith("KWT-1  D")
    assert lines[2].startswith("       ")
    assert " ".join(line[7:] for line in lines[1:]) == title


@settings(max_examples=80, deadline=None)
@given(WORDS, st.integers(26, 90), st.sampled_from(["ltr", "rtl"]))
def test_lines_fit_and_lose_no_sign(title: str, width: int, layout: str) -> None:
    """Whatever its characters, a text is there in order and no line is too wide."""
    screen = Screen(width, layout=layout)  # type: ignore[arg-type]
    lines = list(lines_of(table(("KWT-1", title)), screen))
    assert max(map(cell_width, lines)) <= width
    assert "".join("".join(lines[1:]).replace("KWT-1", "").split()) == "".join(title.split())


def test_figures_stand_at_the_end() -> None:
    """Units are in line."""
    assert [line[:4] for line in lines_of(table((5, "a"), (40, "b"), align=Align.END), Screen(30))] == [
        "Code",
        "   5",
        "  40",
    ]


def test_where_nothing_fits_the_terminal_breaks_lines() -> None:
    """A screen that is too narrow gets whole lines."""
    assert list(lines_of(table(("GCTS-II-12", "Title")), Screen(8)))[1] == "GCTS-II-12  Title"


def test_arabic_is_laid_out_line_by_line() -> None:
    """Each line is reordered by itself and flush with where it begins."""
    visual = list(lines_of(table(("KWT-1", ARABIC)), Screen(31, bidi="visual")))[1:]
    assert len(visual) == 2
    assert all(LRO in line and line.endswith(PDF) for line in visual)
    assert "2396" in visual[1]
    logical = list(lines_of(table(("KWT-1", ARABIC)), Screen(31, bidi="logical")))[1:]
    assert " ".join(line.split(RLI)[1].removesuffix(PDI) for line in logical) == ARABIC


def test_a_mirrored_screen_begins_at_the_right() -> None:
    """The first column is at the right, and Latin text in it keeps its direction."""
    lines = list(lines_of(table(("KWT-1", "a"), ("KWT-22", ARABIC)), Screen(31, layout="rtl", bidi="logical")))
    assert lines[0].endswith("  Code")
    assert lines[1].endswith("   KWT-1")
    assert lines[2].endswith("  KWT-22")
    assert LRI not in lines[2]

"""Plain text."""

from __future__ import annotations

from ctrack.render.document import Align, Bars, Column, Document, Fact, Facts, Paragraph, Share, Table, Tone
from ctrack.render.screen import Screen
from ctrack.text.cells import cell_width
from tests.support.documents import progress_report, rendered, table_of


def test_columns_are_aligned_by_cells() -> None:
    """Wide and combining characters count as the cells they take."""
    lines = rendered("plain", table_of(("決議", "x"), ("e\u0301", "x"), ("abc", "x"))).splitlines()
    assert [cell_width(line.removesuffix("x")) for line in lines[1:]] == [6, 6, 6]


def test_figures_stand_at_the_end() -> None:
    """A column that leans to the end is aligned there, with its heading."""
    table = Table("main", (Column("n", "N", align=Align.END), Column("t", "T")), ((5, "a"), (40, "b"), (None, "c")))
    assert rendered("plain", Document("", "en", (table,))) == " N  T\n 5  a\n40  b\n    c\n"


def test_no_line_ends_in_blanks() -> None:
    """What is not there leaves nothing behind."""
    text = rendered("plain", table_of(("a", ""), ("abc", None))) + rendered("plain", progress_report())
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_nothing_depends_on_the_screen() -> None:
    """Plain output is logical and whole wherever it goes."""
    screen = Screen(20, True, True, "rtl", "visual")
    assert rendered("plain", progress_report(), screen) == rendered("plain", progress_report())


def test_one_long_cell_does_not_spread_every_line() -> None:
    """A cell of thousands of characters pushes aside only its own line."""
    lines = rendered("plain", table_of(("x" * 5000, "a"), ("y", "b"))).splitlines()
    assert [len(line) for line in lines[1:]] == [5003, 203]


def test_facts_and_bars_are_pairs() -> None:
    """Labels with what belongs to them; further lines stand under the first, and no label takes no room."""
    facts = Facts((Fact("a", "Note", "one\ntwo"), Fact("b", "By", "me")))
    bars = Bars("bars", (("", (Share("x", "done", 1, Tone.GOOD),), "1 of 2"),), "Progress")
    document = Document("", "en", (facts, bars, Paragraph("end")), notes=("note",))
    assert rendered("plain", document) == "Note  one\n      two\nBy    me\n\nProgress\n1 of 2\n\nend\n\nnote\n"

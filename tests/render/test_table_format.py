"""The format for terminals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.render import table
from ctrack.render.document import Align, Bars, Column, Document, Facts, Heading, Paragraph, Share, Table, Tone
from ctrack.render.palette import palette_for
from ctrack.render.screen import Background, Screen
from ctrack.text.cells import cell_width
from ctrack.text.controls import LRO, RLI
from tests.support.documents import progress_report, rendered, table_of

CODE, STATUS = "HLC-2396-30", "partially implemented"
TITLE = "Strengthen the screening of passengers by using advance passenger information (API)"
SGR = re.compile("\x1b\\[([0-9;]*)m")


def row(width: int | None, **settings: object) -> str:
    """One row of a code, a status and a title, on a screen of this width."""
    columns = (Column("code", "Code"), Column("status", "Status"), Column("title", "Commitment", wraps=True))
    document = Document("", "en", (Table("main", columns, ((CODE, STATUS, TITLE),)),))
    return rendered("table", document, Screen(width, **settings))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.integers(12, 140), st.sampled_from(["ltr", "rtl"]))
def test_nothing_is_ever_cut(width: int, layout: str) -> None:
    """At any width lines fit, and the code and every word stand there whole."""
    out = row(width, layout=layout)
    assert max(map(cell_width, out.splitlines())) <= width
    assert CODE in out
    assert set(TITLE.split()) | set(STATUS.split()) <= set(out.split())
    assert "…" not in out


def test_lines_without_end_wrap_nothing() -> None:
    """Without a width a row is one line."""
    assert row(None).splitlines()[2] == f"{CODE}  {STATUS}  {TITLE}"


def test_a_narrow_screen_shows_row_by_row() -> None:
    """Where columns have no room, each row is a list of what it holds, empty cells left out."""
    columns = (Column("code", "Code"), Column("due", "Due"), Column("title", "Commitment", wraps=True))
    rows = (("GCTS-II-12-A", None, TITLE), ("KWT-1", "2026", "Short"))
    out = rendered("table", Document("", "en", (Table("main", columns, rows),)), Screen(28))
    assert out.startswith("Code        GCTS-II-12-A\nCommitment  Strengthen the\n")
    assert out.endswith("\n\nCode        KWT-1\nDue         2026\nCommitment  Short\n")


def test_short_texts_stand_in_where_there_is_no_room() -> None:
    """A column's short text is used only on a screen that cannot hold the whole one."""
    columns = (
        Column("status", "Status", short=lambda status: status.replace("partially", "partly")),
        Column("title", "Commitment", wraps=True),
    )
    document = Document("", "en", (Table("main", columns, ((STATUS, TITLE),)),))
    assert "partially" in rendered("table", document, Screen(47))
    assert "partly implemented" in rendered("table", document, Screen(46))


def test_texts_are_no_markup() -> None:
    """What looks like Rich markup, an emoji code or a link is shown as it was typed."""
    text = "[bold]x[/] [red :smile: http://example.org 'quoted' 42"
    for colour in (False, True):
        document = Document("", "en", (Paragraph(text), Facts(()), *table_of((text,)).blocks))
        out = rendered("table", document, Screen(90, colour))
        assert out.count(text) == 2


def test_colours_are_the_sixteen() -> None:
    """With colour on, nothing but bold, dim, underline and the sixteen colours is switched on."""
    allowed = {"0", "1", "2", "4", *map(str, (*range(30, 38), *range(90, 98)))}
    for background in (None, "dark", "light"):
        out = rendered("table", progress_report(), Screen(80, True, True, background=background))
        codes = {code for codes in SGR.findall(out) for code in codes.split(";")}
        assert codes <= allowed
        assert codes & {"31", "91"}


def test_colour_changes_no_text() -> None:
    """Without its colours the output is that of a screen without colour."""
    plain, coloured = (rendered("table", progress_report(), Screen(80, colour)) for colour in (False, True))
    assert "\x1b" not in plain
    assert SGR.sub("", coloured) == plain


@pytest.mark.parametrize("background", [None, "dark", "light"])
def test_every_tone_has_a_style(background: Background | None) -> None:
    """A tone that means something looks different from plain text."""
    palette = palette_for(background)
    assert {tone for tone in Tone if not palette[tone]} == {Tone.PLAIN}


def test_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was decided for the screen holds, whatever the environment says."""
    before = rendered("table", progress_report(), Screen(80, True))
    for name, value in {"COLUMNS": "20", "NO_COLOR": "1", "TERM": "dumb", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    assert rendered("table", progress_report(), Screen(80, True)) == before


def test_a_right_to_left_screen_is_mirrored() -> None:
    """Columns run from the right, whole tables stand at the right edge, figures keep their units in line."""
    columns = (Column("code", "Code"), Column("n", "N", align=Align.END))
    document = Document("", "ar", (Heading("KWT"), Table("main", columns, (("KWT-1", 5), ("KWT-22", 40)))))
    lines = rendered("table", document, Screen(20, layout="rtl", bidi="visual")).splitlines()
    assert lines == [
        "                 KWT",
        "           N    Code",
        "          ──────────",
        "           5   KWT-1",
        "          40  KWT-22",
    ]


def test_bars_grow_from_where_reading_begins() -> None:
    """On a mirrored screen a bar begins at the right, beside its label."""
    bars = Bars("bars", (("A", (Share("x", "done", 1, Tone.GOOD), Share("y", "left", 1, Tone.FAINT)), "1 of 2"),))
    document = Document("", "en", (bars,))
    left, right = (rendered("table", document, Screen(50, layout=layout)) for layout in ("ltr", "rtl"))
    assert "A  █████░░░░░  1 of 2" in left
    assert "1 of 2  ░░░░░█████  A" in right


def test_arabic_is_laid_out_as_the_terminal_needs_it() -> None:
    """Reordered and fixed, isolated, or left alone, by the mode of the screen."""
    document = table_of(("مرحبا",))
    assert LRO in rendered("table", document, Screen(40, bidi="visual"))
    assert RLI in rendered("table", document, Screen(40, bidi="logical"))
    assert rendered("table", document, Screen(40)) == "A\n─────\nمرحبا\n"


def test_a_sum_is_set_off() -> None:
    """A rule stands before a row that sums up those above it, and only there."""
    rows = (("one",), ("two",), ("all",))
    document = Document("", "en", (Table("main", (Column("a", "A"),), rows, emphasis=frozenset({2})),))
    assert rendered("table", document, Screen(20)) == "A\n───\none\ntwo\n───\nall\n"


def test_long_tables_take_the_fast_way() -> None:
    """Up to ROWS_FOR_RICH rows have a rule under the headings; more do without, the rest is alike."""
    most = table.ROWS_FOR_RICH
    short, long = (rendered("table", table_of(*[("x",)] * count), Screen(20)) for count in (most, most + 1))
    assert short == "A\n─\n" + "x\n" * most
    assert long == "A\n" + "x\n" * (most + 1)

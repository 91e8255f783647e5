"""The format for terminals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.render.document import Align, Bars, Column, Document, Fact, Facts, Heading, Paragraph, Share, Table, Tone
from ctrack.render.formats import table
from ctrack.render.screen import Background, Screen
from ctrack.render.terminal.palette import palette_for
from ctrack.text.cells import cell_width
from ctrack.text.controls import LRI, LRO, PDF, PDI, RLI
from ctrack.text.mirroring import MIRROR
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


def test_no_direction_control_in_the_first_cell() -> None:
    """VTE and tmux would lose it there: the whole table keeps off the edge, and its codes stay whole."""
    document = table_of(("KWT-21", "عقد مؤتمر رفيع المستوى بشأن أمن الحدود وإدارتها في نيويورك"), wraps=True)
    for mode in ("visual", "logical"):
        for width in range(40, 60):
            out = rendered("table", document, Screen(width, is_terminal=True, layout="rtl", bidi=mode))
            assert not [line for line in out.splitlines() if line[:1] in (LRO, RLI, LRI)]
            assert "KWT-21" in out
            assert max(map(cell_width, out.splitlines())) <= width


def test_mixed_texts_read_from_the_right() -> None:
    """On a mirrored screen a code before Arabic words stands on the right, and a minus before its number."""
    document = Document("", "ar", (Heading("KWT-21  عقد مؤتمر"), Paragraph("12 (KW: 3 · الأطراف الأخرى: -9)")))
    out = rendered("table", document, Screen(60, is_terminal=True, layout="rtl", bidi="visual"))
    heading, paragraph = (line.strip(f"{LRO}{PDF} ") for line in out.splitlines() if line)
    assert heading.endswith("KWT-21")
    assert paragraph.startswith("(-9 :")
    assert paragraph.endswith("12")


def test_english_on_a_mirrored_screen_reads_from_the_left() -> None:
    """An Arabic word in an English sentence does not turn it round."""
    document = Document("", "en", (Paragraph("The word التزام means commitment."),))
    out = rendered("table", document, Screen(60, is_terminal=True, layout="rtl", bidi="visual"))
    assert out.strip(f"{LRO}{PDF} \n").startswith("The word")


def test_a_column_empty_in_every_row_is_left_out() -> None:
    """It would only take room; without rows every heading is shown."""
    columns = (Column("code", "Code"), Column("due", "Deadline"))
    full = rendered("table", Document("", "en", (Table("t", columns, [("KWT-1", "")]),)), Screen(60))
    assert "Code" in full
    assert "Deadline" not in full
    assert "Deadline" in rendered("table", Document("", "en", (Table("t", columns, []),)), Screen(60))


def test_counts_under_marks_are_mirrored() -> None:
    """The first mark stands where reading begins, each to the right of its count; a fraction stays as it is."""
    columns = (Column("marks", "الحالات"), Column("part", "المعدل"))
    document = Document("", "ar", (Table("t", columns, [("●2 ◔1 ·25", "2/28 7%"), ("·28", "0/28 0%")]),))
    out = rendered("table", document, Screen(60, is_terminal=True, layout="rtl", bidi="visual"))
    assert "25· 1◔ 2●" in out
    assert f"{LRO}28·{PDF}" in out
    assert "2/28 7%" in out


def test_a_bare_screen_is_a_visual_one_without_controls() -> None:
    """The same cells in the same places, in tables of both writers, in facts and in paragraphs."""
    for count in (3, 300):
        rows = [("KWT-21", f"لا يزال متأخرا {number}") for number in range(count)]
        table = Table("t", (Column("code", "الرمز"), Column("title", "الالتزام", wraps=True)), rows)
        blocks = (
            Heading("تقرير", 1),
            Paragraph("نص طويل (KWT-21)"),
            Facts((Fact("a", "الطرف", "الكويت (KW)"),)),
            table,
        )
        visual, bare = (
            rendered("table", Document("", "ar", blocks), Screen(50, is_terminal=True, layout="rtl", bidi=mode))
            for mode in ("visual", "bare")
        )
        assert bare == visual.replace(LRO, "").replace(PDF, "")
        assert LRO in visual


def test_joined_emoji_do_not_make_a_row_ragged() -> None:
    """On a terminal emoji stand apart, so that each counts the same cells everywhere; in a file they are kept."""
    table = Table("t", (Column("a", "A"), Column("b", "B")), [("👨\u200d👩\u200d👧", "x"), ("❤\ufe0f", "y")])
    lines = rendered("table", Document("", "en", (table,)), Screen(40, is_terminal=True)).splitlines()
    assert lines[-2:] == ["👨👩👧  x", "❤       y"]
    assert "👨\u200d👩\u200d👧" in rendered("plain", Document("", "en", (table,)), Screen())


def test_an_unmirrored_screen_is_a_logical_one_with_turned_brackets() -> None:
    """Brackets between Arabic words are sent as they are to be seen, and no cell moves; those of Latin words stay."""
    for count in (3, 300):
        rows = [("A (1)", f"متأخر (منذ {number}) في Sect. (3)") for number in range(count)]
        table = Table("t", (Column("code", "الرمز"), Column("title", "الالتزام (النص)", wraps=True)), rows)
        blocks = (Paragraph("نص [طويل] وقول «له»"), Facts((Fact("a", "الطرف", "الكويت (KW)"),)), table)
        logical, unmirrored = (
            rendered("table", Document("", "ar", blocks), Screen(50, is_terminal=True, layout="rtl", bidi=mode))
            for mode in ("logical", "unmirrored")
        )
        turned = re.sub(f"{LRI}([][()«»]){PDI}", lambda found: MIRROR[found[1]], unmirrored)
        assert turned == logical
        assert f"{LRI}){PDI}منذ" in unmirrored
        assert f"{LRI}]{PDI}طويل{LRI}[{PDI}" in unmirrored
        assert "Sect. (3)" in unmirrored
        assert list(map(cell_width, unmirrored.splitlines())) == list(map(cell_width, logical.splitlines()))

"""Cells in either direction, as whole tables on a console of 60 columns."""

from __future__ import annotations

import io

import pytest
from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from ctrack.render.terminal.bidi_cell import BidiText
from ctrack.text.bidimode import BidiMode
from ctrack.text.cells import cell_width
from ctrack.text.controls import LRI, LRO, PDF, PDI, RLE, RLI, balance
from ctrack.text.shaping import shape

SHOWN = str.maketrans({LRO: "«", PDF: "»", RLI: "{", LRI: "<", PDI: "}", RLE: "[", "\u200d": "&"})
LETTERS_ONLY = {ord(character): None for character in (LRO, PDF, " ")}
NAMES = "لا إله إلا الله"


def console(width: int = 60) -> Console:
    """A console without colours that writes into memory."""
    return Console(width=width, file=io.StringIO(), color_system=None, force_terminal=True, legacy_windows=False)


def printed(renderable: object, width: int = 60) -> list[str]:
    """The lines that a console prints, direction controls included."""
    target = console(width)
    target.print(renderable)
    assert isinstance(target.file, io.StringIO)
    return target.file.getvalue().splitlines()


def shown(renderable: object, width: int = 60) -> list[str]:
    """The printed lines with a visible character for every direction control."""
    return [line.translate(SHOWN) for line in printed(renderable, width)]


def commitments(mode: BidiMode) -> Table:
    """A table of two commitments, one in each language."""
    table = Table(box=box.ROUNDED)
    table.add_column(BidiText("الرقم", mode))
    table.add_column(BidiText("الالتزام", mode))
    table.add_column(BidiText("الحالة", mode))
    table.add_column("%", justify="right")
    arabic = "ينبغي للدولة الطرف أن تكفل إجراء تحقيقات سريعة ونزيهة (الفقرة 12)."
    english = "Submit the report (التقرير الأولي) to the Committee."
    table.add_row("KWT-21", BidiText(arabic, mode), BidiText("متأخر", mode), "40")
    table.add_row("KWT-22", BidiText(english, mode), BidiText("لا", mode), "100")
    return table


VISUAL = """\
╭────────┬──────────────────────────────────┬────────┬─────╮
│  «ﻢﻗﺮﻟﺍ» │                          «ﻡﺍﺰﺘﻟﻻﺍ» │ «ﺔﻟﺎﺤﻟﺍ» │   % │
├────────┼──────────────────────────────────┼────────┼─────┤
│ KWT-21 │ «ﺀﺍﺮﺟﺇ ﻞﻔﻜﺗ ﻥﺃ ﻑﺮﻄﻟﺍ ﺔﻟﻭﺪﻠﻟ ﻲﻐﺒﻨﻳ» │  «ﺮﺧﺄﺘﻣ» │  40 │
│        │     «ﺓﺮﻘﻔﻟﺍ) ﺔﻬﻳﺰﻧﻭ ﺔﻌﻳﺮﺳ ﺕﺎﻘﻴﻘﺤﺗ» │        │     │
│        │                             «.(12» │        │     │
│ KWT-22 │ «Submit the report (ﺮﻳﺮﻘﺘﻟﺍ»       │      «ﻻ» │ 100 │
│        │ «ﻲﻟﻭﻷﺍ) to the Committee.»         │        │     │
╰────────┴──────────────────────────────────┴────────┴─────╯
"""
LOGICAL = """\
╭────────┬──────────────────────────────────┬────────┬─────╮
│  {الرقم} │                         {الالتزام} │ {الحالة} │   % │
├────────┼──────────────────────────────────┼────────┼─────┤
│ KWT-21 │ {ينبغي للدولة الطرف أن تكفل إجراء} │  {متأخر} │  40 │
│        │     {تحقيقات سريعة ونزيهة (الفقرة} │        │     │
│        │                             {12).} │        │     │
│ KWT-22 │ <Submit the report (التقرير}       │     {لا} │ 100 │
│        │ <الأولي) to the Committee.}        │        │     │
╰────────┴──────────────────────────────────┴────────┴─────╯
"""


@pytest.mark.parametrize(("mode", "expected"), [("visual", VISUAL), ("logical", LOGICAL)])
def test_a_whole_table_reads_right(mode: BidiMode, expected: str) -> None:
    """Cells are shaped, wrapped from the top down, laid out line by line and flush with their own side."""
    assert shown(commitments(mode)) == expected.splitlines()


@pytest.mark.parametrize("mode", ["visual", "logical", "off"])
def test_borders_stay_straight(mode: BidiMode) -> None:
    """Every line of a table is as wide as every other, and every column starts in one place."""
    lines = printed(commitments(mode))
    assert {cell_width(line) for line in lines} == {60}
    assert {len([c for c in line if c in "│┬┼┴"]) for line in lines} == {3, 5}


def test_off_leaves_everything_to_rich() -> None:
    """In mode off a cell is what Rich makes of the same text, without a single control."""
    assert shown(BidiText(f"{NAMES}\nabc", "off"), 10) == printed(Text(f"{NAMES}\nabc"), 10)


def test_latin_cells_carry_no_controls() -> None:
    """A text that every terminal shows rightly is not wrapped in anything."""
    assert [printed(BidiText("Kuwait 2026", mode), 14) for mode in ("visual", "logical")] == [["Kuwait 2026   "]] * 2


def test_a_ligature_is_measured_as_it_is_drawn() -> None:
    """Lam-alef is one cell when it is shaped here, and two when the terminal shapes."""
    target = console()
    widths = [Measurement.get(target, target.options, BidiText(NAMES, mode)) for mode in ("visual", "logical", "off")]
    assert widths == [Measurement(4, 13), Measurement(4, 15), Measurement(4, 15)]


def test_styles_follow_their_letters() -> None:
    """A styled word keeps its style where shaping and reordering put it."""
    target = console()
    text = Text.assemble("من ", ("السلام", "bold"), " (", ("A1", "red"), ")", style="italic")
    lines = target.render_lines(BidiText(text, "visual"), target.options.update(width=16), pad=False)
    assert [(segment.text.translate(SHOWN), str(segment.style)) for segment in lines[0] if segment.text.strip()] == [
        ("   «", "None"),
        ("(", "italic"),
        ("A1", "italic red"),
        (") ", "italic"),
        ("ﻡﻼﺴﻟﺍ", "bold italic"),
        (" ﻦﻣ", "italic"),
        ("»", "None"),
    ]


def test_later_styles_win() -> None:
    """Where two spans meet, the later one decides, as in Rich."""
    text = Text("ab")
    text.stylize("red")
    text.stylize("blue", 1)
    segments = list(console().render(BidiText(text, "visual")))
    assert [(segment.text, str(segment.style)) for segment in segments[:2]] == [("a", "red"), ("b", "blue")]


def test_styles_follow_into_later_paragraphs() -> None:
    """A style counts its characters over all paragraphs."""
    text = Text.assemble("اب\n", ("جد", "red"), "\nabc ", ("de", "bold"))
    segments = console().render(BidiText(text, "visual"), console(6).options)
    assert [(segment.text, str(segment.style)) for segment in segments if segment.style] == [
        ("ﺪﺟ", "red"),
        ("de", "bold"),
    ]


def test_an_overflow_may_be_ignored() -> None:
    """A text that asks for it is neither wrapped nor cut."""
    cell = BidiText(Text("عقد اجتماع", overflow="ignore"), "visual")
    segments = console().render(cell, console(6).options)
    assert "".join(segment.text for segment in segments).translate(SHOWN) == "«ﻉﺎﻤﺘﺟﺍ ﺪﻘﻋ»\n"


def test_a_long_word_is_cut_at_its_logical_end() -> None:
    """A cell that may not fold ends in an ellipsis: on the left in Arabic, on the right in English."""
    table = Table(box=box.ASCII, show_header=False)
    table.add_column(width=5)
    for text in ("المسؤوليات", "responsibility"):
        table.add_row(BidiText(text, "visual"))
    assert shown(table)[1:-1] == ["| «…ﺴﻤﻟﺍ» |", "| resp… |"]


def test_a_column_without_wrapping_keeps_one_line() -> None:
    """`no_wrap` cuts instead of wrapping."""
    table = Table(box=box.ASCII, show_header=False)
    table.add_column(width=8, no_wrap=True)
    table.add_row(BidiText("عقد اجتماع في الكويت", "visual"))
    assert shown(table)[1:-1] == ["| «…ﺘﺟﺍ ﺪﻘﻋ» |"]


@pytest.mark.parametrize("justify", ["left", "center", "right"])
def test_a_column_may_ask_for_a_side(justify: str) -> None:
    """`right` and `center` are obeyed; `left`, every column's default, leaves Arabic on the right."""
    table = Table(box=box.ASCII, show_header=False)
    table.add_column(width=6, justify=justify)  # type: ignore[arg-type]
    for text in ("اب", "ab"):
        table.add_row(BidiText(text, "visual"))
    expected = {
        "left": ["|     «ﺏﺍ» |", "| ab     |"],
        "center": ["|   «ﺏﺍ»   |", "|   ab   |"],
        "right": ["|     «ﺏﺍ» |", "|     ab |"],
    }
    assert shown(table)[1:-1] == expected[justify]


def test_a_cell_may_insist_on_a_side() -> None:
    """What the cell itself asks for wins over its column."""
    table = Table(box=box.ASCII, show_header=False)
    table.add_column(width=6, justify="right")
    table.add_row(BidiText("اب", "visual", justify="left"))
    table.add_row(BidiText("ab", "visual", base=1, justify="start"))
    table.add_row(BidiText("ab!", "visual", base=0, justify="start"))
    assert shown(table)[1:-1] == ["| «ﺏﺍ»     |", "|     «ab» |", "| ab!    |"]


def test_a_given_base_moves_the_punctuation() -> None:
    """In a right-to-left cell, the full stop of an English sentence stands on the left."""
    assert shown(BidiText("Done.", "visual", base=1), 8) == ["   «.Done»"]
    assert shown(BidiText("Done.", "logical", base=1), 8) == ["   {Done.}"]


def test_every_paragraph_has_its_own_side() -> None:
    """Lines that the text itself has are kept, blank ones too."""
    assert shown(BidiText("اب\n\nab", "visual"), 5) == ["   «ﺏﺍ»", "     ", "ab   "]


def test_wrapped_numbers_keep_their_paragraphs_order() -> None:
    """A number after a break is still one that follows Arabic letters."""
    assert shown(BidiText("اجب 1-2", "visual"), 4) == [" «ﺐﺟﺍ»", " «2-1»"]


def test_logical_lines_close_what_they_open() -> None:
    """A control that a break divides is closed at the break and opened again after it."""
    lines = printed(BidiText(f"اب {RLE}جد هو{PDF} ز", "logical"), 6)
    assert [line.translate(SHOWN) for line in lines] == [" {اب [جد»}", "  {[هو» ز}"]
    assert [balance(line) for line in lines] == lines


@pytest.mark.parametrize("mode", ["visual", "logical"])
def test_a_joiner_does_not_move_the_border(mode: BidiMode) -> None:
    """The sign of the Hijri year, heh with a joiner, leaves the cell as wide as its neighbours."""
    table = Table(box=box.ASCII, show_header=False)
    table.add_column(width=10)
    table.add_row(BidiText("1446 ه\u200d هـ", mode))
    assert {cell_width(line) for line in printed(table)} == {14}


def test_a_cell_is_as_wide_as_it_is_told() -> None:
    """Every line fills its width, however narrow, and no letter is lost."""
    for width in (1, 2, 3, 7, 40):
        lines = list(Segment.split_lines(console().render(BidiText(NAMES, "visual"), console(width).options)))
        texts = ["".join(segment.text for segment in line) for line in lines]
        assert {cell_width(text) for text in texts} == {width}
        assert sorted("".join(texts).translate(LETTERS_ONLY)) == sorted(shape(NAMES)[0].replace(" ", ""))

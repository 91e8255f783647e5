"""What is painted without Rich is what Rich paints."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.render.document import Align, Bars, Column, Fact, Share, Table, Tone
from ctrack.render.screen import Screen
from ctrack.render.terminal.bar_chart import bar_grid, bar_key
from ctrack.render.terminal.bar_fit import fit_bars, key_of_blocks
from ctrack.render.terminal.canvas import Brush
from ctrack.render.terminal.grids import facts_grid, table_grid
from ctrack.render.terminal.palette import palette_for
from ctrack.render.terminal.plain_grid import paint_bars, paint_facts, paint_line, paint_table
from ctrack.render.terminal.table_fit import fit_table, pair_widths

WORDS = ["a", "of", "· not", "◔ in", "terrorism", "l’État", "–", "(2)", "100", "[red]", "!", "é", "x" * 30]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
odd = st.sampled_from(["قرار", "a  b", " a", "a ", "文字", "a\nb", "x\x1b[1m", "e\u0301", "\u200f", "a\u00a0b", "👍"])
screens = st.builds(
    Screen,
    width=st.one_of(st.none(), st.integers(10, 90)),
    colour=st.booleans(),
    is_terminal=st.just(True),
    layout=st.sampled_from(["ltr", "ltr", "rtl"]),
    bidi=st.sampled_from(["visual", "off"]),
)
tones = st.sampled_from(list(Tone))


def always(tone: Tone) -> Callable[[object], Tone]:
    """One tone for every value."""
    return lambda _value: tone


shares_of_texts = {None: None, "short": lambda text: (len(text) % 11) / 10, "some": lambda text: 1 if text else None}
bars_of_cells = st.sampled_from([None, None, *shares_of_texts.values()])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Small tables, most of them plain."""
    cells = st.one_of(texts, texts, texts, odd) if draw(st.booleans()) else texts
    columns = [
        Column(str(place), draw(cells), tone=draw(tones.map(always)),
               align=draw(st.sampled_from(list(Align))), wraps=draw(st.booleans()), bar=draw(bars_of_cells))
        for place in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    rows = draw(st.lists(st.lists(cells, min_size=len(columns), max_size=len(columns)), max_size=4))
    return Table(
        "rows", tuple(columns), rows, emphasis=draw(st.sampled_from([frozenset(), frozenset(), frozenset({0})]))
    )


@settings(max_examples=80, deadline=None)
@given(tables(), screens)
def test_tables_are_those_of_rich(table: Table, screen: Screen) -> None:
    """Whatever is painted without Rich has the lines, the blanks and the colours of Rich."""
    columns = fit_table(table, screen)
    painted = paint_table(table, columns, screen) if columns is not None else None
    if columns is not None and painted is not None:
        brush = Brush(screen)
        assert painted == list(brush.draw_grid(table_grid(table, columns, brush)))


@settings(max_examples=60, deadline=None)
@given(st.one_of(texts, odd), tones, screens)
def test_lines_are_those_of_rich(text: str, tone: Tone, screen: Screen) -> None:
    """A line is painted as Rich paints it, or is left to Rich."""
    style = palette_for(screen.background)[tone]
    line = paint_line(text, style, screen)
    if line is not None:
        assert [line] == list(Brush(screen).draw_text(text, style, is_long=True))


facts = st.lists(st.builds(Fact, st.just("key"), texts, st.one_of(texts, texts, texts, odd), tones), max_size=4)


@settings(max_examples=80, deadline=None)
@given(facts, screens)
def test_facts_are_those_of_rich(items: list[Fact], screen: Screen) -> None:
    """Facts stand beside their labels as Rich sets them."""
    widths = pair_widths([(fact.label, fact.text) for fact in items], screen.width)
    painted = paint_facts(items, widths, screen) if widths is not None else None
    if widths is not None and painted is not None:
        brush = Brush(screen)
        assert painted == list(brush.draw_grid(facts_grid(items, widths, brush)))


parts = st.builds(
    Share,
    st.sampled_from("abcdefg"),
    st.one_of(texts, texts, texts, odd),
    st.integers(0, 40),
    st.sampled_from(list(Tone)),
)
rows_of_bars = st.tuples(texts, st.lists(parts, max_size=6, unique_by=lambda part: part.key).map(tuple), texts)


@settings(max_examples=100, deadline=None)
@given(st.lists(rows_of_bars, min_size=1, max_size=3), screens)
def test_bars_are_those_of_rich(rows: list[tuple[str, tuple[Share, ...], str]], screen: Screen) -> None:
    """Bars, their labels and words, and the key below have the blocks, the breaks and the colours of Rich."""
    bars = Bars("bars", tuple(rows))
    fitted = fit_bars(bars, screen.width)
    painted = paint_bars(fitted, key_of_blocks(bars), screen) if fitted is not None else None
    if fitted is not None and painted is not None:
        brush = Brush(screen)
        assert painted == [*brush.draw_grid(bar_grid(fitted, brush)), *brush.draw(bar_key(bars, brush))]


def test_the_bar_of_the_first_view_is_plain() -> None:
    """The statuses of a register in French need no Rich; in Arabic they are left to it."""
    screen = Screen(80, True, True, "ltr", "visual")
    for label, is_plain in (("réalisé 3", True), ("منفّذ 3", False)):
        bars = Bars("statuses", (("", (Share("a", label, 3, Tone.GOOD), Share("b", "× 2", 2, Tone.FAINT)), label),))
        fitted = fit_bars(bars, screen.width)
        assert fitted is not None
        assert (paint_bars(fitted, key_of_blocks(bars), screen) is not None) is is_plain


@pytest.mark.parametrize("text", ["قرار", "文字", "a\nb", "e\u0301"])
def test_what_is_not_plain_is_left_to_rich(text: str) -> None:
    """Arabic, wide signs, marks and lines of its own are."""
    screen = Screen(80, True, True, "ltr", "visual")
    assert paint_line(text, "bold", screen) is None
    table = Table("rows", (Column("a", "A", wraps=True), Column("b", "B")), [[text, "1"]])
    columns = fit_table(table, screen)
    assert columns is not None
    assert paint_table(table, columns, screen) is None


def test_a_list_in_english_is_plain() -> None:
    """What a list shows every day needs no Rich: marks, dates and titles that wrap."""
    screen = Screen(40, True, True, "ltr", "visual")
    rows = [["SC-1373-1A", "◔ in progress", "Prevent and suppress the financing of terrorist acts"]]
    table = Table("rows", (Column("a", "Code"), Column("b", "Status"), Column("c", "Title", wraps=True)), rows)
    columns = fit_table(table, screen)
    assert columns is not None
    assert paint_table(table, columns, screen) is not None

"""Texts with their translations as rows of a table: what begins on one line in both languages goes on beside it.

Facts have their names at the outer edges, each beside its text; what runs on has half of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ctrack.domain.frozen import replace
from ctrack.render.document import Beside, Fact, Tone
from ctrack.render.docx.runs import Look, Script, put_paragraph
from ctrack.render.docx.styles import FACTS, PLAIN
from ctrack.render.docx.table_parts import LONG_CELL, put_cell, put_gap, put_row, put_sliver, put_table
from ctrack.text.language import RIGHT_TO_LEFT

_NAME = 19
"""The width of a name in hundredths of the page."""

Piece = tuple[str, Look]


def put_beside(parent: Any, beside: Beside, script: Script, *, keeps: bool) -> None:
    """The pairs, row by row; those that stay together on one page, and with what follows where that does."""
    has_names = has_labels(beside)
    name = script.room * _NAME // 100 if has_names else 0
    text = script.room // 2 - name
    widths = [name, text, text, name] if has_names else [text, text]
    table = put_table(parent, FACTS if has_names else PLAIN, widths, script)
    turns = [(language in RIGHT_TO_LEFT) != (script.base == "rtl") for language in beside.languages]
    for number, pair in enumerate(beside.pairs, 1):
        row = put_row(table, is_whole=sum(len(fact.text) for fact in pair) < LONG_CELL)
        is_kept = keeps if number == len(beside.pairs) else bool(beside.together)
        for (words, look), width in zip(_pieces(beside, pair, turns, is_kept), widths, strict=True):
            put_paragraph(put_cell(row, width), words, script, look)
    if has_names:
        put_gap(parent, keeps=keeps)
    else:
        put_sliver(parent, keeps=keeps)


def _pieces(beside: Beside, pair: tuple[Fact, Fact], turns: list[bool], keeps: bool) -> Iterator[Piece]:
    """The texts of a row, each from the side where its language begins; names, where there are any, at the edges."""
    first, second = (
        Look(tone=fact.tone, keeps=keeps, at_end=turn, language=language)
        for fact, turn, language in zip(pair, turns, beside.languages, strict=True)
    )
    here, there = pair
    names = [(here.label, replace(first, tone=Tone.FAINT)), (there.label, replace(second, tone=Tone.FAINT))]
    has_names = has_labels(beside)
    yield from names[:1] * has_names
    yield here.text, first
    yield there.text, second
    yield from names[1:] * has_names


def has_labels(beside: Beside) -> bool:
    """Whether the pairs are facts."""
    return any(fact.label for pair in beside.pairs for fact in pair)

"""What an import understood, and what became of its rows, as documents."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.failures import marked
from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.domain.records.imported_rows import ImportedRow, ImportResult, Outcome, RowResult, Understanding
from ctrack.render.document import Block, Column, Document, Fact, Facts, Heading, Table, Tone
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong
from ctrack.views.cuts import cut_lines
from ctrack.views.moves import ARROW

OUTCOMES: dict[str, str] = {
    Outcome.CREATED: marked("created"),
    Outcome.UPDATED: marked("updated"),
    Outcome.UNCHANGED: marked("unchanged"),
    Outcome.REFUSED: marked("refused"),
}
# The fields that columns are put into, as people call them.
FIELDS = {
    "code": marked("Reference"),
    "title": marked("Title"),
    "summary": marked("Summary"),
    "section": marked("Section"),
    "paragraph": marked("Paragraph"),
    "theme": marked("Themes"),
    "deadline": marked("Deadline"),
    "source": marked("Source"),
    "note": marked("Note"),
    "-": marked("left out"),
}
MOST_NAMED = 3


def view_preview(found: Understanding, first: Sequence[ImportedRow]) -> Document:
    """What was understood of a table: which column means what, and its first rows as they would be recorded."""
    heads = (Column("column", _("Column"), tone=strong), Column("field", _("Is taken for")))
    rows = [(item.name or str(item.index + 1), say_field(item.field, item.language)) for item in found.columns]
    columns = (
        Column("row", _("Row")),
        Column("code", _("Code"), tone=strong),
        Column("deadline", _("Deadline"), show=words.say_short),
        Column("title", _("Title"), show=str, wraps=True),
    )
    blocks: tuple[Block, ...] = (
        Heading(_("What was understood"), 1),
        Table("columns", heads, rows),
        Heading(_("The first rows")),
        Table("rows", columns, [first_row(row) for row in first]),
    )
    data = {
        "head": found.head,
        "sheet": found.sheet,
        "columns": [{"name": item.name, "field": item.field or None} for item in found.columns],
    }
    return Document(_("What was understood"), current_language(), blocks, data, notes=tuple(left_out_notes(found)))


def say_field(field: str, language: str) -> str:
    """What a column is taken for, in words."""
    name = words.say(FIELDS, field) if field else _("goes into the note")
    return f"{name} ({language})" if language else name


def first_row(row: ImportedRow) -> tuple[object, ...]:
    """A row as it would be recorded; one that is refused with its reason."""
    if row.entry is None:
        return row.place.row, _("refused"), None, row.reason.tell(_) if row.reason else ""
    return row.place.row, row.entry.code, row.entry.deadline, choose_words(row.entry.title)


def left_out_notes(found: Understanding) -> list[str]:
    """Which rows are no entries, the first few by what they say."""
    count = len(found.left_out)
    if not count:
        return []
    named = join_words([f"{row}: {text}" for row, text in found.left_out[:MOST_NAMED]], _, SEMICOLON)
    told = translate_count(
        "{count} row is a title, a total or a footnote, and was left out.",
        "{count} rows are titles, totals or footnotes, and were left out.",
        count,
    )
    return [f"{told} {named}"]


def view_import(result: ImportResult, found: Understanding, most: int | None = None) -> Document:
    """What became of the rows: how many of each, then those that were not simply created or left as they are."""
    facts = tuple(
        Fact(outcome.value, words.say(OUTCOMES, outcome), str(result.counts.get(outcome, 0)),
             Tone.WARNING if outcome is Outcome.REFUSED and result.refused else Tone.PLAIN)
        for outcome in Outcome
    )  # fmt: skip
    told = [row for row in result.rows if row.outcome in (Outcome.UPDATED, Outcome.REFUSED)]
    columns = (
        Column("row", _("Row")),
        Column("code", _("Code"), tone=strong),
        Column("outcome", _("Outcome"), show=lambda value: words.say(OUTCOMES, value)),
        Column("change", _("Before -> after"), show=str, wraps=True),
    )
    blocks: list[Block] = [Facts(facts)]
    if told:
        blocks.append(Table("changes", columns, [result_row(row) for row in told[:most]]))
        blocks += cut_lines(len(told[:most]), len(told))
    data = {
        "instrument": result.plan.instrument,
        "counts": {outcome.value: result.counts.get(outcome, 0) for outcome in Outcome},
        "rows": [result_data(row) for row in result.rows],
        "left_out": [{"row": row, "text": text} for row, text in found.left_out],
    }
    return Document(_("Import"), current_language(), tuple(blocks), data, notes=tuple(left_out_notes(found)))


def result_row(row: RowResult) -> tuple[object, ...]:
    """A row with what changed, or why it was refused."""
    if row.reason is not None:
        return row.place.row, row.code, row.outcome, row.reason.tell(_)
    moves = [f"{name}: {before or '-'} {ARROW} {row.after[name] or '-'}" for name, before in row.before.items()]
    return row.place.row, row.code, row.outcome, join_words(moves, _, SEMICOLON)


def result_data(row: RowResult) -> dict[str, object]:
    """A row as JSON holds it."""
    return {
        "sheet": row.place.sheet or None,
        "row": row.place.row,
        "column": row.place.column or None,
        "code": row.code or None,
        "outcome": row.outcome.value,
        "reason": row.reason.tell(_) if row.reason else None,
        "before": row.before,
        "after": row.after,
    }

"""What an import understood, and what became of its rows, as documents."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.failures import marked
from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.domain.records.imported_rows import ImportedRow, ImportResult, Into, Outcome, RowResult, Understanding
from ctrack.render.document import Block, Column, Document, Fact, Facts, Heading, Table, Tone
from ctrack.text.labels import label_value, say_share
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
    "status": marked("Status"),
    "own_status": marked("Status in its own words"),
    "progress": marked("Progress"),
    "effective": marked("Date"),
    "target": marked("Target"),
    "earlier": marked("Stored"),
    "name": marked("Name"),
    "name_ar": marked("Name in Arabic"),
    "parent": marked("Part of"),
    "party": marked("Party"),
    "email": marked("E-mail"),
    "language": marked("Language"),
    "time_zone": marked("Time zone"),
    "agency": marked("Agency"),
    "themes": marked("Themes"),
    "sources": marked("Source"),
    "-": marked("left out"),
}
MOST_NAMED = 3


def view_preview(found: Understanding, first: Sequence[ImportedRow]) -> Document:
    """What was understood of a table: which column means what, and its first rows as they would be recorded."""
    heads = (Column("column", _("Column"), tone=strong), Column("field", _("Is taken for")))
    is_told = found.into is not Into.COMMITMENTS
    rows = [(item.name or str(item.index + 1), say_field(item.field, item.language, is_told=is_told))
            for item in found.columns]  # fmt: skip
    columns = (
        Column("row", _("Row")),
        Column("code", _("Code"), tone=strong),
        Column("deadline", _("Date") if is_told else _("Deadline"), show=words.say_short),
        Column("title", _("What is said") if is_told else _("Title"), show=str, wraps=True),
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


def say_field(field: str, language: str, *, is_told: bool = False) -> str:
    """What a column is taken for, in words; of updates what no field takes is left alone."""
    name = words.say(FIELDS, field or "-") if field or is_told else _("goes into the note")
    return f"{name} ({language})" if language else name


def first_row(row: ImportedRow) -> tuple[object, ...]:
    """A row as it would be recorded; one that is refused with its reason."""
    if row.said is not None:
        said = row.said
        progress = f"{said.progress}%" if said.progress is not None else ""
        texts = (said.typed_status or "", progress, choose_words(said.note) if said.note else "")
        return (
            row.place.row,
            row.code,
            said.effective and said.effective.edtf,
            join_words(filter(None, texts), _, SEMICOLON),
        )
    if row.facts is not None:
        return row.place.row, row.code, None, join_words(row.facts.values(), _, SEMICOLON)
    if row.entry is None:
        return row.place.row, _("refused"), None, row.reason.tell(_) if row.reason else ""
    return row.place.row, row.entry.code, row.entry.deadline, choose_words(row.entry.title)


def left_out_notes(found: Understanding) -> list[str]:
    """Which rows are no entries, the first few by what they say."""
    count = len(found.left_out)
    if not count:
        return []
    named = join_words([label_value(str(row), text) for row, text in found.left_out[:MOST_NAMED]], _, SEMICOLON)
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
        "into": result.plan.into.value,
        "instrument": result.plan.instrument or None,
        "counts": {outcome.value: result.counts.get(outcome, 0) for outcome in Outcome},
        "rows": [result_data(row) for row in result.rows],
        "left_out": [{"row": row, "text": text} for row, text in found.left_out],
    }
    return Document(_("Import"), current_language(), tuple(blocks), data, notes=tuple(left_out_notes(found)))


def result_row(row: RowResult) -> tuple[object, ...]:
    """A row with what changed, or why it was refused."""
    if row.reason is not None:
        return row.place.row, row.code, row.outcome, row.reason.tell(_)
    moves = [
        label_value(words.say(FIELDS, name), f"{say_part(name, before)} {ARROW} {say_part(name, row.after[name])}")
        for name, before in row.before.items()
    ]
    return row.place.row, row.code, row.outcome, join_words(moves, _, SEMICOLON)


def say_part(name: str, value: str) -> str:
    """What a row changed, before or after; a dash stands for nothing."""
    if name == "status":
        return words.say(words.STATUS_WORDS, value)
    return say_share(int(value)) if name == "progress" and value else value or words.NO_RATE


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

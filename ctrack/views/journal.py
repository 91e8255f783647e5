"""The journal as a document: what was done, by whom and when, and what an undo took back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.fields.field import Field
from ctrack.domain.fields.registry import FIELDS
from ctrack.domain.messages import join_words
from ctrack.domain.records.undertakings import EntryRecord, Undone
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Paragraph, Table, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.corrections import PARTS as CORRECTED
from ctrack.views.corrections import SAID
from ctrack.views.cuts import cut_lines
from ctrack.views.moves import change, shorten
from ctrack.views.values import say_value

Steps = list[tuple[str, str, Any, Any]]


def view_log(
    entries: list[EntryRecord],
    total: int | None = None,
    *,
    for_machines: bool = False,
    is_cut: bool = False,
    is_reversed: bool = False,
) -> Document:
    """Entries in their order; says so where they are fewer than `total`. Long lines are cut where lists are."""
    notes = missing_notes(len(entries), len(entries) if total is None else total, is_reversed=is_reversed)
    if for_machines:
        return Document(_("Journal"), current_language(), (entries_table(entries),), notes=notes)
    columns = (
        Column("number", _("No."), align=Align.END, tone=lambda value: Tone.STRONG),
        Column("recorded_at", _("When"), show=show_moment),
        Column("author", _("Who")),
        Column("what", _("What"), wraps=True),
    )
    rows = [(entry.number, entry.recorded_at, entry.author, what(entry, is_cut=is_cut)) for entry in entries]
    block: Block = Table("entries", columns, rows) if rows else Paragraph(_("Nothing was recorded yet."))
    data = {"rows": [entry_data(entry) for entry in entries], "total": len(entries) if total is None else total}
    return Document(_("Journal"), current_language(), (block,), data, notes=notes)


def missing_notes(shown: int, total: int, *, is_reversed: bool) -> tuple[str, ...]:
    """That older entries are not shown, or newer ones where the oldest come first, and how they are."""
    if shown >= total:
        return ()
    text = _("{shown} of {total} entries shown; older entries are not shown: --all shows them.")
    if is_reversed:
        text = _("{shown} of {total} entries shown; newer entries are not shown: --all shows them.")
    return (text.format(shown=shown, total=total),)


def entries_table(entries: list[EntryRecord]) -> Table:
    """Entries for machines: what was touched in one cell, the changes themselves only in JSON."""
    keys = ("number", "recorded_at", "author", "command", "detail", "touched", "undoes", "undone_by", "hash")
    rows = [
        (entry.number, entry.recorded_at, entry.author, entry.command, entry.detail, "; ".join(touched(entry)),
         entry.undoes, entry.undone_by, entry.hash)
        for entry in entries
    ]  # fmt: skip
    return Table("entries", tuple(Column(key, key) for key in keys), rows)


def touched(entry: EntryRecord) -> list[str]:
    """What a command changed, each thing once; the dates of what comes round are told by what they belong to."""
    told = (change["label"] for change in entry.changes if change.get("label") and change["table"] != "occurrence")
    return list(dict.fromkeys(told))


def show_moment(moment: str) -> str:
    """A moment in the reader's own time zone, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def what(entry: EntryRecord, *, is_cut: bool = False) -> str:
    """What a command did: its words, what it changed, and whether it was undone."""
    parts = [shorten(entry.detail, 120) if is_cut else entry.detail]
    labels = touched(entry)
    if len(labels) > 3:
        parts.append(translate_count("({count} thing)", "({count} things)", len(labels)))
    elif labels and entry.command != "init":
        parts.append(f"({join_words(labels, _)})")
    if entry.undoes is not None:
        parts.append(_("[undoes {number}]").format(number=entry.undoes))
    if entry.undone_by is not None:
        parts.append(_("[undone by {number}]").format(number=entry.undone_by))
    return " ".join(parts)


def view_undone(
    undone: Undone, *, for_machines: bool = False, most: int | None = None, is_dry: bool = False
) -> Document:
    """What an undo took back, or a redo did again, at most so many of its steps; and what either would turn next.

    Of a dry run what would be taken back, or done again; nothing comes next, for nothing was done.
    """
    if for_machines:
        keys = ("label", "field", "before", "after")
        return Document(
            _("Undone"), current_language(), (Table("steps", tuple(Column(key, key) for key in keys), undone.steps),)
        )
    head = head_undone(is_done_again=undone.is_done_again, is_dry=is_dry)
    text = head.format(number=undone.command.number, detail=shorten(undone.command.detail, 120))
    blocks: list[Block] = [Paragraph(text, Tone.STRONG)]
    facts = step_facts(undone.steps)
    if facts:
        blocks += [Facts(facts[:most]), *cut_lines(len(facts[:most]), len(facts))]
    data = {
        "entry": entry_data(undone.entry),
        "command": undone.command.number,
        "is_done_again": undone.is_done_again,
        "steps": [dict(zip(("label", "field", "before", "after"), step, strict=True)) for step in undone.steps],
        "next_undo": undone.next_undo.number if undone.next_undo else None,
        "next_redo": undone.next_redo.number if undone.next_redo else None,
    }
    if not is_dry:
        blocks += [Paragraph(text, Tone.FAINT) for text in tell_next(undone.next_undo, undone.next_redo)]
    return Document(_("Undone"), current_language(), tuple(blocks), data)


def head_undone(*, is_done_again: bool, is_dry: bool) -> str:
    """What was done with an entry, or would be."""
    if is_done_again:
        return _("Would do entry {number} again: {detail}") if is_dry else _("Did entry {number} again: {detail}")
    return _("Would undo entry {number}: {detail}") if is_dry else _("Undid entry {number}: {detail}")


def tell_next(back: EntryRecord | None, forth: EntryRecord | None) -> list[str]:
    """What comes next on the way back and on the way forward."""
    told = (
        (back, _("Next, 'ctrack undo' takes back entry {number}: {detail}")),
        (forth, _("Next, 'ctrack redo' does entry {number} again: {detail}")),
    )
    return [text.format(number=entry.number, detail=shorten(entry.detail, 80)) for entry, text in told if entry]


def step_facts(steps: Steps) -> tuple[Fact, ...]:
    """The changes that people care about, one line each."""
    facts = []
    for (label, name), (before, after) in merge_steps(steps).items():
        told = explain(name)
        if name == "note" and before is after is None:
            # Its words are not for this reader.
            continue
        if told is not None:
            title, word = told
            before, after = keep_changed(before, after)
            if before != after:
                facts.append(Fact(name, label, label_value(_(title), change(word(before), word(after)))))
        elif label and name in WHOLE:
            facts.append(Fact(name, label, label_value(_(WHOLE[name]), change(before or "", after or ""))))
    return tuple(dict.fromkeys(facts))


def keep_changed(before: Any, after: Any) -> tuple[Any, Any]:
    """Of texts in languages those that changed; of anything else the values as they are."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return before, after
    changed = [language for language in {**before, **after} if before.get(language) != after.get(language)]
    return tuple({key: words[key] for key in changed if key in words} for words in (before, after))  # type: ignore[return-value]


def merge_steps(steps: Steps) -> dict[tuple[str, str], tuple[Any, Any]]:
    """What became of each column in the end, of those that one command changed several times."""
    merged: dict[tuple[str, str], tuple[Any, Any]] = {}
    for label, name, before, after in steps:
        _earlier, last = merged.get((label, name), (before, after))
        merged[label, name] = (before, last)
    return merged


def explain(column: str) -> tuple[str, Callable[[Any], str]] | None:
    """The title of a column and how its values are said, where people care about it."""
    field = TOLD.get(column)
    return (field.title, partial(say_value, field)) if field is not None else OTHERS.get(column)


# By the column of the undertaking; and what is told of parties and persons, which are no fields of an undertaking.
TOLD: dict[str, Field] = {field.stored: field for field in FIELDS if field.is_told or field.is_filed}
OTHERS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "value": (marked("Home party"), str),
    "relation": (marked("Relation"), lambda value: words.say(words.RELATION_WORDS, value)),
    "reason": (marked("Why"), lambda value: shorten(choose_words(value), 60) if value else ""),
    "basis": (marked("Basis"), lambda value: words.say(words.BASIS_WORDS, value)),
    "note": (marked("Note"), lambda value: shorten(choose_words(value), 60) if value else ""),
    "name": (marked("Name"), lambda value: choose_words(value) if isinstance(value, dict) else str(value or "")),
    "email": (marked("E-mail"), lambda value: str(value or "")),
    "language": (marked("Language"), lambda value: str(value or "")),
    "time_zone": (marked("Time zone"), lambda value: str(value or "")),
    "title": (marked("Title"), lambda value: choose_words(value) if isinstance(value, dict) else str(value or "")),
    "summary": (marked("Summary"), lambda value: shorten(choose_words(value), 60) if value else ""),
    **{part: (CORRECTED[part], say) for part, say in SAID.items()},
    "withdrawn": (marked("Withdrawn"), lambda value: value["on"] if value else ""),
    "is_active": (marked("Gets reminders"), lambda value: _("yes") if value else _("no")),
}
# A step of one of these names brought a row, or took it away.
WHOLE = {
    "instrument": marked("Instrument"),
    "section": marked("Section"),
    "commitment": marked("Commitment"),
    "link": marked("Link"),
    "party": marked("Party"),
    "undertaking": marked("Undertaking"),
    "agency": marked("Agency"),
    "person": marked("Person"),
    "contribution": marked("Contributes"),
}


def entry_data(entry: EntryRecord) -> dict[str, Any]:
    """An entry as JSON holds it."""
    return {
        "number": entry.number,
        "recorded_at": entry.recorded_at,
        "author": entry.author,
        "command": entry.command,
        "detail": entry.detail,
        "undoes": entry.undoes,
        "undone_by": entry.undone_by,
        "changes": entry.changes,
        "hash": entry.hash,
    }

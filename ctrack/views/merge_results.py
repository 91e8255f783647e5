"""What a merge of two registers did, and what both had changed, as documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.messages import join_words
from ctrack.domain.records.merges import Clash, MergeConflict, MergeResult
from ctrack.domain.records.three_way import Side
from ctrack.render.document import Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong
from ctrack.views.cuts import cut_lines
from ctrack.views.journal import WHOLE, explain, step_facts

SIDES = {Side.OURS: marked("ours"), Side.THEIRS: marked("theirs")}
MOST_NAMED = 5


def view_merge(result: MergeResult, most: int | None = None) -> Document:
    """What was taken in, and what changed by it, before and after; at most so many lines."""
    data = merge_data(result)
    if result.is_unchanged:
        text = _("Unchanged: this register holds all that {path} holds.").format(path=result.source)
        return Document(_("Merge"), current_language(), (Paragraph(text, Tone.STRONG),), data)
    blocks: list[Block] = [Paragraph(_("Took in {path}.").format(path=result.source), Tone.STRONG)]
    blocks.append(Facts(count_facts(result)))
    steps = step_facts(list(result.steps))
    if steps:
        blocks += [Heading(_("What changed")), Facts(steps[:most]), *cut_lines(len(steps[:most]), len(steps))]
    if result.settled:
        blocks += [Heading(_("Settled")), settled_table(result)]
    return Document(_("Merge"), current_language(), tuple(blocks), data)


def count_facts(result: MergeResult) -> tuple[Fact, ...]:
    """How much came, of each kind."""
    counted = (
        ("entries", _("Journal entries"), result.entries),
        ("updates", _("Status updates"), result.updates),
        ("retracted", _("Retractions"), result.retracted),
        ("mails", _("Mails and answers"), result.mails),
    )
    facts = [Fact(key, title, str(count)) for key, title, count in counted if count]
    for key, title, things in (("added", _("Added"), result.added), ("removed", _("Removed"), result.removed)):
        # What belongs to a commitment or an undertaking is told by it.
        named = list(dict.fromkeys(f"{_(WHOLE[table])} {label}" for table, label in things if table in NAMED))
        if named:
            more = len(named) - MOST_NAMED
            rest = [translate_count("{count} more", "{count} more", more)] if more > 0 else []
            facts.append(Fact(key, title, join_words([*named[:MOST_NAMED], *rest], _)))
    return tuple(facts)


NAMED = ("instrument", "commitment", "party", "agency", "person", "link")


def view_conflicts(conflicts: Sequence[MergeConflict]) -> Document:
    """What both registers changed, each in its own way."""
    data = {"conflicts": [conflict_data(each) for each in conflicts]}
    return Document(_("Conflicts"), current_language(), (conflict_table(conflicts),), data)


def conflict_table(conflicts: Sequence[MergeConflict]) -> Table:
    """Conflicts, one a row: of what, what this register says, and what the other says."""
    return Table("conflicts", conflict_columns(), [conflict_row(each) for each in conflicts])


def conflict_columns() -> tuple[Column, ...]:
    """What is told of each conflict."""
    return (
        Column("label", _("What"), tone=strong),
        Column("column", _("Field")),
        Column("ours", _("Ours"), wraps=True),
        Column("theirs", _("Theirs"), wraps=True),
    )


def settled_table(result: MergeResult) -> Table:
    """Conflicts that were settled, and whose word holds."""
    rows = [(*conflict_row(conflict), _(SIDES[side])) for conflict, side in result.settled]
    return Table("settled", (*conflict_columns(), Column("side", _("Holds"))), rows)


def conflict_row(conflict: MergeConflict) -> tuple[str, str, str, str]:
    """A conflict in words."""
    title, *values = conflict.label, say_column(conflict), say(conflict, conflict.ours), say(conflict, conflict.theirs)
    if conflict.clash is Clash.GONE_HERE:
        values[1:] = [_("removed"), _("changed since")]
    elif conflict.clash is Clash.GONE_THERE:
        values[1:] = [_("changed since"), _("removed")]
    return (title, values[0], values[1], values[2])


def say_conflict(conflict: MergeConflict) -> str:
    """A conflict as a question asks it."""
    label, column, ours, theirs = conflict_row(conflict)
    text = _("{label}, {field}: ours is {ours}, theirs is {theirs}.")
    return text.format(label=label, field=column, ours=ours, theirs=theirs)


def say_column(conflict: MergeConflict) -> str:
    """What a column is called; of a whole thing, what kind of thing it is."""
    told = explain(conflict.column)
    if told is not None:
        return _(told[0])
    return conflict.column or _(WHOLE.get(conflict.table, conflict.table))


def say(conflict: MergeConflict, value: Any) -> str:
    """A value as people read it."""
    told = explain(conflict.column)
    if told is not None and not (isinstance(value, str) and conflict.column.endswith("_id")):
        return told[1](value) or words.NO_RATE
    if isinstance(value, dict):
        return choose_words(value) if set(value) <= {"ar", "en", "es", "fr", "ru", "zh"} else str(value)
    return words.NO_RATE if value is None or value == "" else str(value)


def conflict_data(conflict: MergeConflict) -> dict[str, Any]:
    """A conflict as JSON holds it."""
    return {
        "kind": conflict.clash.value,
        "table": conflict.table,
        "label": conflict.label,
        "field": conflict.column or None,
        "base": conflict.base,
        "ours": conflict.ours,
        "theirs": conflict.theirs,
    }


def merge_data(result: MergeResult) -> dict[str, Any]:
    """What a merge did as JSON holds it."""
    return {
        "source": result.source,
        "head": result.head,
        "common": result.common,
        "unchanged": result.is_unchanged,
        "entries": result.entries,
        "updates": result.updates,
        "retracted": result.retracted,
        "mails": result.mails,
        "added": [{"table": table, "label": label} for table, label in result.added],
        "removed": [{"table": table, "label": label} for table, label in result.removed],
        "steps": [dict(zip(("label", "field", "before", "after"), step, strict=True)) for step in result.steps],
        "settled": [{**conflict_data(conflict), "side": side.value} for conflict, side in result.settled],
    }

"""Counts by theme and status for a regional body, of one State or of several together, as documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.records.summaries import ALL, NONE, Combined, Sum, Summary
from ctrack.domain.themes import read_themes
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong

WITHHELD = "·"
SMALL = marked(
    "A dot stands for a count that is not told: it is under {most}, or would give such a one back. A commitment with "
    "several themes is counted under each and once in all."
)
AT_LEAST = marked("After ≥ at least so many: some States do not tell theirs.")


def say_theme(key: str) -> str:
    """A theme as people call it; the rows of all and of none."""
    if key == ALL:
        return _("All")
    return _("no theme") if key == NONE else choose_words(read_themes()[key])


def say_status(key: str) -> str:
    """A status at the head of a column."""
    return _("All") if key == ALL else words.say(words.SHORT_STATUS_WORDS, key)


def make_columns(heading: str, statuses: Iterable[str], show: Callable[[Any], str], raw: Callable[[Any], Any]
                 ) -> tuple[Column, ...]:  # fmt: skip
    """A column of names, and one for each status."""
    counts = (Column(key, say_status(key), show=show, raw=raw, align=Align.END) for key in statuses)
    return (Column("title", heading, tone=strong, wraps=True, min_width=14), *counts)


def show_count(value: int | None) -> str:
    """A count, or a dot."""
    return WITHHELD if value is None else str(value)


def show_sum(value: Sum) -> str:
    """A sum, after a sign where some States do not tell theirs; a dot where none does."""
    if value.untold and not value.told:
        return WITHHELD
    return f"≥ {value.told}" if value.untold else str(value.told)


def raw_sum(value: Sum) -> str | int:
    """A sum for machines: a number where it is whole."""
    return f">={value.told}" if value.untold else value.told


def view_summary(made: Summary) -> Document:
    """What a State tells."""
    columns = make_columns(_("Theme"), made.statuses, show_count, lambda value: value)
    rows = [(say_theme(key), *row) for key, row in zip(made.themes, made.cells, strict=True)]
    facts = Facts(
        (
            Fact("party", _("Party"), f"{choose_words(made.name)} ({made.party})", Tone.STRONG),
            Fact("as_of", _("As of"), words.say_edtf(made.as_of)),
        )
    )
    blocks: list[Block] = [facts, Table("themes", columns, rows, emphasis=frozenset({len(rows) - 1}))]
    blocks.append(Paragraph(_(SMALL).format(most=made.threshold), Tone.FAINT))
    return Document(_("Summary by theme"), current_language(), tuple(blocks), made.describe(), main="themes")


def view_combined(found: Combined) -> Document:
    """What several States tell together: by theme, then by State."""
    names = [f"{choose_words(item.name)} ({item.party})" for item in found.summaries]
    themes = make_columns(_("Theme"), found.statuses, show_sum, raw_sum)
    rows = [(say_theme(key), *row) for key, row in zip(found.themes, found.cells, strict=True)]
    states = make_columns(_("Party"), found.statuses, show_count, lambda value: value)
    blocks: list[Block] = [
        Heading(_("Commitments of several States"), 1),
        Facts(tuple(Fact(item.party, name, words.say_edtf(item.as_of))
                    for item, name in zip(found.summaries, names, strict=True))),
        Heading(_("By theme")),
        Table("themes", themes, rows, emphasis=frozenset({len(rows) - 1})),
        Heading(_("By party")),
        Table("parties", states, [(name, *item.cells[-1]) for name, item in zip(names, found.summaries, strict=True)]),
        Paragraph(_(SMALL).format(most=found.summaries[0].threshold), Tone.FAINT),
        Paragraph(_(AT_LEAST), Tone.FAINT),
    ]  # fmt: skip
    notes = tuple(note.tell(_) for note in found.notes)
    return Document(_("Commitments of several States"), current_language(), tuple(blocks), combined_data(found),
                    notes=notes, main="themes")  # fmt: skip


def combined_data(found: Combined) -> dict[str, Any]:
    """What several States tell as JSON holds it."""
    return {
        "parties": [
            {"party": item.party, "name": item.name, "as_of": item.as_of, "signer": item.key or None,
             "counts": dict(zip(found.statuses, item.cells[-1], strict=True))}
            for item in found.summaries
        ],
        "themes": [
            {"theme": key, "counts": {status: {"at_least": value.told, "untold": value.untold}
                                      for status, value in zip(found.statuses, row, strict=True)}}
            for key, row in zip(found.themes, found.cells, strict=True)
        ],
    }  # fmt: skip

"""Before -> after of how undertakings are filed: duties, rules, pauses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from ctrack.render.document import Block, Column, Document, Fact, Facts, Paragraph, Table, Tone
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views.cuts import cut_lines
from ctrack.views.moves import change

if TYPE_CHECKING:
    from ctrack.domain.records.registers import Filing

Say = Callable[[str], str]


def view_filed(
    title: str,
    items: Sequence[Filing],
    labels: Mapping[str, str],
    say: Mapping[str, Say] | None = None,
    *,
    for_machines: bool = False,
    most: int | None = None,
) -> Document:
    """What changed of each undertaking, at most so many of them.

    `labels` names the parts in order, `say` tells how a part is written.
    """
    if for_machines:
        return Document(title, current_language(), (filed_table(items, labels),))
    blocks: list[Block] = []
    for item in items[:most]:
        blocks.append(Paragraph("  ".join(filter(None, (head(item), choose_words(item.title)))), Tone.STRONG))
        blocks.append(Facts(tuple(changed_facts(item, labels, say or {}))))
    blocks += cut_lines(len(items[:most]), len(items))
    data = {"rows": [asdict(item) for item in items], "total": len(items)}
    return Document(title, current_language(), tuple(blocks), data)


def head(item: Filing) -> str:
    """What was filed: the code and whose side it is, or a name alone."""
    return f"{item.code} {item.party}".strip()


def filed_table(items: Sequence[Filing], labels: Mapping[str, str]) -> Table:
    """What was and what is for machines, one row an undertaking."""
    keys = ("code", "party", *(f"{part}_{time}" for part in labels for time in ("before", "after")))
    rows = [
        (item.code, item.party, *(side.get(part, "") for part in labels for side in (item.before, item.after)))
        for item in items
    ]
    return Table("rows", tuple(Column(key, key) for key in keys), rows)


def changed_facts(item: Filing, labels: Mapping[str, str], say: Mapping[str, Say]) -> list[Fact]:
    """The parts that changed; a word where none did."""
    facts = []
    for part, label in labels.items():
        # A name in a language that was not there before is missing on one side.
        before, after = item.before.get(part, ""), item.after.get(part, "")
        if before != after:
            told = say.get(part, str)
            facts.append(Fact(part, _(label), change(told(before), told(after))))
    return facts or [Fact("same", _("All"), _("unchanged"))]

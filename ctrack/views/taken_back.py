"""What was retracted, and what became of where things stand."""

from __future__ import annotations

from ctrack.domain.records.undertakings import Move, UpdateRecord
from ctrack.render.document import Block, Column, Document, Fact, Facts, Paragraph, Table, Tone
from ctrack.text.labels import end_label
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.commitment import update_data
from ctrack.views.cuts import cut_lines
from ctrack.views.history import say_update
from ctrack.views.moves import change_facts, move_cells, move_data, move_title, moves_table, say_progress


def view_retracted(
    told: list[tuple[UpdateRecord, Move]], *, for_machines: bool = False, most: int | None = None
) -> Document:
    """Each word that was retracted, with what changed by that; at most so many of them."""
    title, moves = _("Retracted"), [move for _update, move in told]
    if for_machines:
        table = moves_table(moves)
        columns = (Column("retracted", "retracted"), *table.columns)
        rows = [[update.id, *move_cells(move)] for update, move in told]
        return Document(title, current_language(), (Table("moves", columns, rows),))
    blocks: list[Block] = []
    for update, move in told[:most]:
        blocks.append(Paragraph(move_title(move), Tone.STRONG))
        blocks.append(Facts((Fact("retracted", title, say_word(update)), *change_facts(move))))
    blocks += cut_lines(len(told[:most]), len(told))
    data = {
        "moves": [{"retracted": update_data(update), **move_data(move)} for update, move in told],
        "total": len(told),
    }
    return Document(title, current_language(), tuple(blocks), data)


def say_word(update: UpdateRecord) -> str:
    """What had been said, and of which day."""
    said = say_update(update, {}, None).removeprefix(_("(retracted)")).strip()
    status = say_progress(update.status, update.progress or 0) if update.status else ""
    return " ".join(filter(None, (end_label(words.say_edtf(update.effective)), status, said)))

"""Packs that were made, what became of those that came back, and which are out, as documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.records.packs import PackMerge, PackStanding, PackState, RowMerge
from ctrack.domain.records.three_way import FieldMerge, Merged, Side
from ctrack.domain.records.undertakings import Words
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.labels import label_value, say_share
from ctrack.text.language import choose_words, current_language, known_languages, translate_count, translate_into
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong
from ctrack.views.cuts import cut_lines
from ctrack.views.import_results import FIELDS

OUTCOMES: dict[str, str] = {
    Merged.ACCEPTED: marked("accepted"),
    Merged.CONFLICT: marked("conflict"),
    Merged.SAME: marked("the same on both sides"),
    Merged.KEPT: marked("kept, as the agency left it alone"),
    Merged.UNCHANGED: marked("unchanged"),
}
SIDES = {
    Side.OURS: marked("conflict: the register's was kept"),
    Side.THEIRS: marked("conflict: the agency's was taken"),
}
STATES: dict[str, str] = {
    PackState.SENT: marked("not back yet"),
    PackState.LATE: marked("late"),
    PackState.BACK: marked("is back"),
}
STATE_TONES = {PackState.SENT: Tone.PLAIN, PackState.LATE: Tone.ALARM, PackState.BACK: Tone.GOOD}
KEPT = marked("{agency} reported {field}: {theirs}. The register had {ours}, and that was kept.")
DIGITS_SHOWN = 8


def view_made(packs: Sequence[dict[str, Any]]) -> Document:
    """The packs that were made, one after the other."""
    columns = (
        Column("agency", _("Agency"), tone=strong),
        Column("file", _("File"), wraps=True),
        Column("rows", _("Rows"), align=Align.END),
        Column("language", _("Language")),
        Column("back_by", _("Back by"), show=words.say_short),
        Column("signer", _("Signed by"), show=lambda key: str(key) if key else words.NO_RATE),
    )
    rows = [[pack[column.key] for column in columns] for pack in packs]
    return Document(_("Packs"), current_language(), (Table("packs", columns, rows),), {"packs": list(packs)})


def view_status(packs: Sequence[PackStanding]) -> Document:
    """Which packs are back, which are not, and which are late."""
    columns = (
        Column("agency", _("Agency"), tone=strong),
        Column("state", _("Standing"), show=lambda value: words.say(STATES, value),
               tone=lambda value: STATE_TONES[PackState(str(value))]),
        Column("made", _("Made"), show=words.say_short),
        Column("back_by", _("Back by"), show=words.say_short),
        Column("returned", _("Came back"), show=words.say_short),
        Column("rows", _("Rows"), align=Align.END),
        Column("accepted", _("Accepted"), align=Align.END),
        Column("conflicts", _("Conflicts"), align=Align.END),
        Column("file", _("File"), wraps=True),
    )  # fmt: skip
    rows = [[standing_data(each)[column.key] for column in columns] for each in packs]
    blocks: list[Block] = [Table("packs", columns, rows)]
    if not packs:
        blocks = [Paragraph(_("No pack was made yet: 'ctrack pack make --agency CODE' makes one."), Tone.FAINT)]
    counts = Counter(each.state for each in packs)
    data = {
        "rows": [standing_data(each) for each in packs],
        "counts": {state.value: counts.get(state, 0) for state in PackState},
    }
    return Document(_("Packs"), current_language(), tuple(blocks), data, main="packs")


def standing_data(each: PackStanding) -> dict[str, Any]:
    """A pack as JSON holds it."""
    kept = each.pack
    return {
        "pack": kept.token,
        "agency": kept.agency,
        "name": each.agency_name,
        "state": each.state.value,
        "made": kept.made_at[:10],
        "back_by": kept.back_by.isoformat() if kept.back_by else None,
        "returned": each.returned_at[:10] if each.returned_at else None,
        "rows": each.rows,
        "accepted": each.accepted,
        "conflicts": each.conflicts,
        "format": kept.format,
        "language": kept.language,
        "file": kept.file,
        "author": kept.author,
    }


def count_outcomes(merge: PackMerge) -> dict[str, int]:
    """How many rows were accepted, are unchanged, are in conflict or were refused; a row counts once."""
    counts = {"accepted": 0, "unchanged": 0, "conflict": 0, "refused": 0}
    for row in merge.rows:
        counts[find_outcome(row)] += 1
    return counts


def find_outcome(row: RowMerge) -> str:
    """What became of a row as a whole."""
    if row.reason is not None:
        return "refused"
    if row.conflicts:
        return "conflict"
    return "accepted" if row.accepted or row.has_news else "unchanged"


def view_merges(merges: Sequence[PackMerge], most: int | None = None) -> Document:
    """What became of the files that came back: how many rows of each kind, then every field that anybody changed."""
    blocks: list[Block] = []
    for merge in merges:
        counts = count_outcomes(merge)
        if len(merges) > 1:
            blocks.append(Heading(merge.file))
        blocks.append(
            Facts(
                (
                    Fact("agency", _("Agency"), merge.pack.agency, Tone.STRONG),
                    Fact("accepted", _("Accepted"), str(counts["accepted"])),
                    Fact("unchanged", _("Unchanged"), str(counts["unchanged"])),
                    Fact("conflict", _("Conflicts"), str(counts["conflict"]), tone_of(counts["conflict"])),
                    Fact("refused", _("Rows refused"), str(counts["refused"]), tone_of(counts["refused"])),
                )
            )
        )
        rows = [line for row in merge.rows for line in list_lines(row)]
        if rows:
            blocks += [Table("changes", change_columns(), rows[:most]), *cut_lines(len(rows[:most]), len(rows))]
    data = {"files": [merge_data(merge) for merge in merges]}
    notes = tuple(note.tell(_) for merge in merges for note in merge.notes)
    return Document(_("Packs that came back"), current_language(), tuple(blocks), data, notes=notes, main="changes")


def tone_of(count: int) -> Tone:
    """Trouble is coloured."""
    return Tone.WARNING if count else Tone.PLAIN


def change_columns() -> tuple[Column, ...]:
    """The columns of what was changed."""
    return (
        Column("code", _("Code"), tone=strong),
        Column("field", _("Field"), show=lambda name: words.say(FIELDS, name)),
        Column("sent", _("Sent"), show=str),
        Column("ours", _("In the register"), show=str),
        Column("theirs", _("From the agency"), show=str),
        Column("outcome", _("Outcome"), show=str, wraps=True),
    )


def list_lines(row: RowMerge) -> list[tuple[object, ...]]:
    """A line for each field that anybody changed, or one that says why the row was refused."""
    if row.reason is not None:
        return [(row.row.code, "", "", "", "", label_value(_("refused"), row.reason.tell(_)))]
    lines: list[tuple[object, ...]] = [
        (row.row.code, item.name, say_value(item.name, item.base), say_value(item.name, item.ours),
         say_value(item.name, item.theirs), say_outcome(row, item))
        for item in row.fields if item.outcome is not Merged.UNCHANGED
    ]  # fmt: skip
    if row.has_news:
        lines.append((row.row.code, "note", "", "", say_note(row), words.say(OUTCOMES, Merged.ACCEPTED)))
    return lines


def say_note(row: RowMerge) -> str:
    """The notes of a row, each in the reader's language where it has that."""
    notes = [row.row.said.note if row.row.said else None, *(request.note for _author, request in row.row.notes)]
    text = " / ".join(" ".join(choose_words(note).split()) for note in notes if note)
    return text if len(text) <= 80 else f"{text[:79]}…"


def say_outcome(row: RowMerge, item: FieldMerge) -> str:
    """What became of a field, and how it was settled."""
    settled = row.settled.get(item.name)
    if item.is_conflict and settled in SIDES:
        return _(SIDES[settled])
    return words.say(OUTCOMES, item.outcome)


def say_value(name: str, value: Any) -> str:
    """A value of a field; a dash stands for none."""
    if value is None:
        return words.NO_RATE
    if name == "progress":
        return say_share(int(value))
    return words.say(words.STATUS_WORDS, value) if name == "status" else words.say_edtf(str(value))


def tell_kept(agency: str, item: FieldMerge) -> Words:
    """What is written of a conflict that was settled for the register, in every language of the program."""
    found = {}
    for code in known_languages():
        if translate_into(code, KEPT) == KEPT and code != "en":
            continue

        def turn(text: str, code: str = code) -> str:
            return translate_into(code, text)

        values = {
            side: turn(words.STATUS_WORDS.get(str(value), str(value))) if item.name == "status" else
            words.NO_RATE if value is None else f"{value}%" if item.name == "progress" else str(value)
            for side, value in (("theirs", item.theirs), ("ours", item.ours))
        }  # fmt: skip
        found[code] = turn(KEPT).format(agency=agency, field=turn(FIELDS[item.name]), **values)
    return found


def merge_data(merge: PackMerge) -> dict[str, Any]:
    """What became of a file as JSON holds it."""
    return {
        "file": merge.file,
        "pack": merge.pack.token,
        "agency": merge.pack.agency,
        "recorded": merge.is_recorded,
        "counts": count_outcomes(merge),
        "rows": [row_data(row) for row in merge.rows],
    }


def row_data(row: RowMerge) -> dict[str, Any]:
    """A row as JSON holds it."""
    return {
        "row": row.row.place.row,
        "code": row.row.code,
        "outcome": find_outcome(row),
        "reason": row.reason.tell(_) if row.reason else None,
        "note": say_note(row) if row.has_news else None,
        "fields": [
            {"field": item.name, "sent": item.base, "ours": item.ours, "theirs": item.theirs,
             "outcome": item.outcome.value, "settled": settled_by(row, item)}
            for item in row.fields if item.outcome is not Merged.UNCHANGED
        ],
    }  # fmt: skip


def settled_by(row: RowMerge, item: FieldMerge) -> str | None:
    """Which side settled a conflict."""
    side = row.settled.get(item.name)
    return side.value if side else None


def say_open(count: int) -> str:
    """How many conflicts nobody settled."""
    told = translate_count(
        "{count} field was changed on both sides; nothing was recorded.",
        "{count} fields were changed on both sides; nothing was recorded.",
        count,
    )
    return f"{told} {_('--ours keeps what the register has, --theirs takes what came back, --ask asks of each.')}"


def say_conflict(agency: str, code: str, item: FieldMerge) -> str:
    """A conflict in one sentence, as it is asked."""
    text = _("{code}, {field}: sent as {sent}; the register has {ours} now, {agency} says {theirs}.")
    return text.format(
        code=code,
        field=words.say(FIELDS, item.name),
        sent=say_value(item.name, item.base),
        ours=say_value(item.name, item.ours),
        agency=agency,
        theirs=say_value(item.name, item.theirs),
    )

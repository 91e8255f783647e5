"""Before -> after: what a writing command prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ctrack.domain.fields.field import Field
from ctrack.domain.fields.registry import BY_KEY, FILED
from ctrack.domain.progress import is_backwards
from ctrack.domain.records.undertakings import Earlier, Move, Said, Standing, read_field
from ctrack.domain.vocabulary import CLOSED_STATUSES, Status
from ctrack.render.document import Block, Column, Document, Fact, Facts, Paragraph, Table, Tone
from ctrack.text.labels import say_share
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.cuts import cut_lines
from ctrack.views.scale_tables import say_word
from ctrack.views.values import plain_value, say_value
from ctrack.views.withheld_notes import say_note

ARROW = "->"
# Of many undertakings, how many are named in words.
MOST_NAMED = 3
# What a move tells to people where it changed, and what it holds as data.
MOVED = (BY_KEY["status"], BY_KEY["due"], BY_KEY["target"], *FILED, BY_KEY["tags"])
REPORTED = ("status", "progress", "status_on", "due", "due_state", "target")
STOOD = (*(BY_KEY[key] for key in REPORTED), *FILED, BY_KEY["tags"], BY_KEY["own_status"])


def view_moves(
    moves: list[Move], *, for_machines: bool = False, most: int | None = None, is_dry_run: bool = False
) -> Document:
    """Each undertaking with what changed of it, at most so many of them."""
    notes = (
        *earlier_notes(moves),
        *whole_notes(moves),
        *recent_notes(moves),
        *bulk_notes(moves, is_dry_run=is_dry_run),
    )
    if for_machines:
        return Document(_("Recorded"), current_language(), (moves_table(moves),), notes=notes)
    blocks: list[Block] = []
    for move in moves[:most]:
        blocks.append(Paragraph(move_title(move), Tone.STRONG))
        blocks.append(Facts(change_facts(move)))
    blocks += cut_lines(len(moves[:most]), len(moves))
    return Document(
        title=_("Recorded"),
        language=current_language(),
        blocks=tuple(blocks),
        data={"moves": [move_data(move) for move in moves], "total": len(moves)},
        notes=notes,
    )


def earlier_notes(moves: list[Move]) -> Iterator[str]:
    """Why what was recorded of an earlier day does not move where something stands now."""
    found = [(move.code, move.earlier) for move in moves if move.earlier]
    for code, earlier in found[:MOST_NAMED]:
        text = _("{code} stands as before: what was said of {told} is later than {date}. {history} shows both.")
        told, date = words.say_day(earlier.told_on), words.say_edtf(earlier.effective)
        yield text.format(code=code, told=told, date=date, history=f"'ctrack show {code}'")
    yield from say_more(len(found))


def whole_notes(moves: list[Move]) -> Iterator[str]:
    """That 100 % alone says of nothing that it is implemented, and how that is said."""
    found = [
        move.code
        for move in moves
        if move.after.progress == 100 != move.before.progress and move.after.status not in CLOSED_STATUSES
    ]
    for code in found[:MOST_NAMED]:
        text = _("{code} is at 100% and is not implemented yet; {command} says that it is.")
        yield text.format(code=code, command=f"'ctrack update {code} --status implemented'")
    yield from say_more(len(found))


def say_more(count: int) -> Iterator[str]:
    """That the same holds for others than those that were named."""
    if count > MOST_NAMED:
        more = count - MOST_NAMED
        yield translate_count("The same holds for {count} more.", "The same holds for {count} more.", more)


def bulk_notes(moves: list[Move], *, is_dry_run: bool) -> tuple[str, ...]:
    """Of several undertakings at once: how many moved, how many of them backwards, and how many stayed as they were."""
    if len(moves) < 2:
        return ()
    moved = sum(move.before != move.after for move in moves)
    back = sum(is_backwards(move.before.status, move.after.status) for move in moves)
    line = _("{moved} of {total} moved, {back} backwards, {stayed} stayed as they were.")
    undo = "" if is_dry_run else " " + _("'ctrack undo' takes it back.")
    return (line.format(moved=moved, total=len(moves), back=back, stayed=len(moves) - moved) + undo,)


def move_title(move: Move) -> str:
    """What was spoken of: of what comes round, which of its dates."""
    title = f"{move.code} {move.party}  {choose_words(move.title)}"
    return f"{title} ({words.say_edtf(move.occurrence)})" if move.occurrence else title


def recent_notes(moves: list[Move]) -> tuple[str, ...]:
    """Who else wrote on the same undertakings within the last minutes, and what is due all the same."""
    awaited = tuple(
        _("{code} met none of its dates and stays due {date}; --occurrence DATE names the one that was met.").format(
            code=move.code, date=words.say_edtf(move.still_due)
        )
        for move in moves
        if move.still_due
    )
    return awaited + tuple(
        _("{code} was updated minutes ago by {who}; look at it with 'ctrack show {code}'.").format(
            code=move.code, who=move.elsewhere
        )
        for move in moves
        if move.elsewhere
    )


def moves_table(moves: list[Move]) -> Table:
    """What was and what is for machines, one row an undertaking."""
    names = list(standing_data(moves[0].before)) if moves else []
    keys = ("code", "party", *(f"{name}_{time}" for name in names for time in ("before", "after")), "note")
    return Table("moves", tuple(Column(key, key) for key in keys), [move_cells(move) for move in moves])


def move_cells(move: Move) -> list[Any]:
    """The cells of one row; tags are one text."""
    before, after = standing_data(move.before), standing_data(move.after)
    pairs = [data[name] for name in before for data in (before, after)]
    plain = [" ".join(value) if isinstance(value, list) else value for value in pairs]
    return [move.code, move.party, *plain, choose_words(move.note)]


def change_facts(move: Move) -> tuple[Fact, ...]:
    """What changed, one line a thing; where nothing did, the status as it was."""
    before, after = move.before, move.after
    pairs = [(field, say_standing(field, before), say_standing(field, after)) for field in MOVED]
    facts = [Fact(field.key, _(field.title), change(old, new)) for field, old, new in pairs if old != new]
    if move.earlier:
        facts.append(Fact("earlier", _("Stored"), say_earlier(move.earlier)))
    if move.said:
        facts += said_facts(move.said)
    if move.note:
        facts.append(Fact("note", _("Note"), shorten(say_note(move.note, move.level or ""))))
    unchanged = _("{status} (unchanged)").format(status=standing_words(after))
    return tuple(fact for fact in facts if fact.text) or (Fact("status", _("Status"), unchanged),)


def said_facts(said: Said) -> list[Fact]:
    """The word of the instrument's own scale that was said, and what the crosswalk loses of it."""
    title = _("{word} ({scale})").format(word=say_word(said.word), scale=choose_words(said.scale.title))
    lost = choose_words(said.word.loss)
    return [Fact("own_status", _("Own scale"), title), Fact("loss", _("Crosswalk"), lost, Tone.FAINT)]


def say_earlier(earlier: Earlier) -> str:
    """What was recorded of a day that is past."""
    text = _("{status} on {date}")
    return text.format(status=say_progress(earlier.status, earlier.progress), date=words.say_edtf(earlier.effective))


def say_standing(field: Field, standing: Standing) -> str:
    """What a standing has for a field; the status with what belongs to it, the due date as a date."""
    if field.key == "status":
        return standing_words(standing)
    return words.say_edtf(standing.due) if field.key == "due" else say_value(field, read_field(standing, field))


def change(before: str, after: str) -> str:
    """What was and what is; a dash stands for nothing."""
    return f"{before or words.NO_RATE} {ARROW} {after or words.NO_RATE}"


def say_progress(status: Status, progress: int) -> str:
    """A status with its progress."""
    return f"{words.say(words.STATUS_WORDS, status)} {say_share(progress)}"


def standing_words(standing: Standing) -> str:
    """Status, progress, and whether the date was kept."""
    text = say_progress(standing.status, standing.progress)
    if standing.due_state in ("overdue", "met_late", "not_looked_up"):
        text += f" ({words.say(words.DUE_WORDS, standing.due_state)})"
    return text


def shorten(text: str, most: int = 200) -> str:
    """The beginning of a long note."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def move_data(move: Move) -> dict[str, Any]:
    """A move as JSON holds it."""
    return {
        "code": move.code,
        "party": move.party,
        "occurrence": move.occurrence,
        "before": standing_data(move.before),
        "after": standing_data(move.after),
        "earlier": earlier_data(move.earlier),
        "loss": move.said.word.loss if move.said else None,
        "note": move.note,
        "level": move.level,
    }


def earlier_data(earlier: Earlier | None) -> dict[str, Any] | None:
    """What was recorded of an earlier day as JSON holds it."""
    if earlier is None:
        return None
    return {
        "status": earlier.status.value,
        "progress": earlier.progress,
        "effective": earlier.effective,
        "told_on": earlier.told_on.isoformat(),
    }


def standing_data(standing: Standing) -> dict[str, Any]:
    """A standing as JSON holds it."""
    return {field.key: plain_value(field, read_field(standing, field)) for field in STOOD}

"""What a reader of a level may be told: notes above it are left out wherever a report would show them, and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctrack.domain.frozen import replace
from ctrack.domain.long_lists import make_each
from ctrack.domain.readers import may_tell
from ctrack.domain.records.undertakings import Dossier, EntryRecord, UpdateRecord

if TYPE_CHECKING:
    from ctrack.domain.records.registers import Handover
    from ctrack.services.reversals import Step


# What tells the words of a note, in a change as the journal holds it.
WORDED = ("note", "note_folded", "sources")


def redact_dossier(dossier: Dossier, reader: str | None) -> Dossier:
    """The dossier without the notes above the level, and how many those were."""
    history = [redact_update(update, reader) for update in dossier.history]
    return replace(dossier, history=history, level=reader, withheld=sum(update.is_withheld for update in history))


def redact_handover(done: Handover, reader: str | None) -> Handover:
    """The papers of a handover without the notes above the level."""
    rows = [(row, [redact_update(update, reader) for update in said]) for row, said in done.rows]
    return replace(done, rows=rows)


def redact_update(update: UpdateRecord, reader: str | None) -> UpdateRecord:
    """A status update without its note, and what that cites, where the reader may not be told."""
    has_words = update.note is not None or update.sources
    is_withheld = has_words and not may_tell(update.level, reader)
    return replace(update, note=None, sources=[], is_withheld=True) if is_withheld else update


def redact_entry(entry: EntryRecord, reader: str | None) -> EntryRecord:
    """A journal entry without notes above the level, which are taken out of the typed words of the command as well."""
    if reader is None or all(redact_change(change, reader) is change for change in entry.changes):
        return entry
    changes = make_each(lambda change: redact_change(change, reader), entry.changes)
    return replace(entry, changes=changes, detail=entry.command)


def redact_steps(steps: list[Step], reader: str | None) -> list[Step]:
    """What an undo took back without the words of notes, unless all of them may be told."""
    if reader is None:
        return steps
    return [(label, name, None, None) if name in WORDED else (label, name, *rest) for label, name, *rest in steps]


def redact_change(change: dict[str, Any], reader: str | None) -> dict[str, Any]:
    """A change without the words of a note above the level."""
    after = change.get("after")
    if change["table"] != "status_update" or not after or may_tell(after["level"], reader):
        return change
    told = {name: None if name in WORDED else value for name, value in after.items()}
    return change if told == after else {**change, "after": told}

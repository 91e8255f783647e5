"""What a reader of a level may be told: notes above it are left out wherever a report would show them, and counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ctrack.domain.records.undertakings import Dossier, EntryRecord, UpdateRecord
from ctrack.domain.vocabulary import Level
from ctrack.store.tables import status_update

# What a reader of each level may be told; without a level, everything.
TOLD = {
    None: tuple(Level),
    Level.PUBLIC.value: (Level.PUBLIC,),
    Level.RESTRICTED.value: (Level.PUBLIC, Level.RESTRICTED),
    Level.INTERNAL.value: tuple(Level),
}
# What tells the words of a note, in a change as the journal holds it.
WORDED = ("note", "note_folded", "sources")


def may_tell(note_level: str, reader: str | None) -> bool:
    """Whether somebody who may read notes up to one level may be told a note of the other."""
    return note_level in TOLD[reader]


def redact_dossier(dossier: Dossier, reader: str | None) -> Dossier:
    """The dossier without the notes above the level, and how many those were."""
    history = [redact_update(update, reader) for update in dossier.history]
    withheld = sum(before is not after for before, after in zip(dossier.history, history, strict=True))
    return replace(dossier, history=history, level=reader, withheld=withheld)


def redact_update(update: UpdateRecord, reader: str | None) -> UpdateRecord:
    """A status update without its note, and what that cites, where the reader may not be told."""
    has_words = update.note is not None or update.sources
    return replace(update, note=None, sources=[]) if has_words and not may_tell(update.level, reader) else update


def redact_entry(entry: EntryRecord, reader: str | None) -> EntryRecord:
    """A journal entry without notes above the level, which are taken out of the typed words of the command as well."""
    changes = [redact_change(change, reader) for change in entry.changes]
    return entry if changes == entry.changes else replace(entry, changes=changes, detail=entry.command)


def redact_change(change: dict[str, Any], reader: str | None) -> dict[str, Any]:
    """A change without the words of a note above the level."""
    after = change.get("after")
    if change["table"] != status_update.name or not after or may_tell(after["level"], reader):
        return change
    return {**change, "after": {name: None if name in WORDED else value for name, value in after.items()}}

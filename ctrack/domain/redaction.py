"""What a reader of a level may be told: a note goes to its own level and to those above it."""

from __future__ import annotations

from dataclasses import replace

from ctrack.domain.records import UpdateRecord
from ctrack.domain.vocabulary import Level

# From the level that everybody reads to the one that only the State itself does.
ORDER = (Level.PUBLIC, Level.RESTRICTED, Level.INTERNAL)


def may_read(note: str, reader: str | None) -> bool:
    """Whether a note of that level may be told to a reader of this one; None is told everything."""
    return reader is None or ORDER.index(Level(note)) <= ORDER.index(Level(reader))


def redact_updates(updates: list[UpdateRecord], reader: str | None) -> list[UpdateRecord]:
    """The same updates without the notes that the reader may not be told; status and date stay."""
    return [update if may_read(update.level, reader) else replace(update, note=None) for update in updates]

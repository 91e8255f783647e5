"""A text of the register beside what a newer file says of it: what differs is taken over, and what was is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ctrack.domain.frozen import dataclass, field
from ctrack.domain.records.text_changes import PartChange
from ctrack.store.models import Commitment, Instrument, Section

Text = Instrument | Section | Commitment
# The columns that a file fills, by the part of which people read; of several columns the first that differs is told.
INSTRUMENT_PARTS = {name: (name,) for name in (
    "symbol", "kind", "title", "short", "nature", "adopted_on", "adopted_by", "adopted_at", "adopted_note", "url",
    "languages", "review", "scale", "own_scale", "notes", "relations", "history", "binding",
)}  # fmt: skip
SECTION_PARTS = {"title": ("title",)}
COMMITMENT_PARTS = {name: (name,) for name in (
    "paragraph", "paragraph_note", "kind", "force", "title", "summary", "note", "recurrence", "sources",
    "verification", "binding", "is_joint", "themes",
)} | {
    "addressee": ("addressee", "addressee_parties"),
    "deadline": ("deadline", "deadline_first", "deadline_last", "deadline_words"),
    "moved_deadline": ("moved_deadline", "moved_last", "moved_sources"),
}  # fmt: skip
# What a reader knows the text by; the rest tells where it is written and what hangs on it.
WORDING = ("title", "short", "symbol", "nature", "summary", "paragraph", "note", "section", "kind", "force",
           "addressee", "deadline", "moved_deadline", "recurrence", "verification", "adopted_on")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Differences:
    """What was taken over of a text, and what the file has otherwise where the register corrects it."""

    taken: list[PartChange] = field(default_factory=list)
    corrected: list[PartChange] = field(default_factory=list)


def take_over(row: Text, fresh: Mapping[str, Any], parts: Mapping[str, tuple[str, ...]], day: str) -> Differences:
    """Let a text say what the file says, but for what is corrected here; what it said before is kept with the day.

    Beside a correction stands what the file has now.
    """
    found = Differences()
    corrections = dict(row.corrections or {})
    for part, columns in parts.items():
        kept = [name for name in columns if name in corrections]
        if kept:
            was = corrections[columns[0]]["was"] if columns[0] in corrections else None
            for name in kept:
                corrections[name] = {**corrections[name], "was": plain(fresh[name])}
            if columns[0] in corrections and was != plain(fresh[columns[0]]):
                found.corrected.append(PartChange(part, was, plain(fresh[columns[0]])))
            continue
        changed = [name for name in columns if getattr(row, name) != fresh[name]]
        if not changed:
            continue
        found.taken.append(PartChange(part, plain(getattr(row, changed[0])), plain(fresh[changed[0]])))
        for name in changed:
            setattr(row, name, fresh[name])
    if found.corrected:
        row.corrections = corrections
    keep_earlier(row, found.taken, day)
    return found


def keep_earlier(row: Text, changes: Iterable[PartChange], day: str) -> None:
    """Keep what a text said before, so that it can be shown beside what it says now."""
    kept = [{"until": day, "part": change.part, "was": change.before} for change in changes if is_reworded(change)]
    if kept:
        row.earlier = [*(row.earlier or []), *kept]


def is_reworded(change: PartChange) -> bool:
    """Whether a text reads otherwise now, for those who read it before."""
    return change.part in WORDING and not change.is_translation


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value

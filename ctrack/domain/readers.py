"""What a reader of a level may be told: notes up to that level; without a level, all."""

from __future__ import annotations

from ctrack.domain.vocabulary import Level

TOLD: dict[str | None, tuple[str, ...]] = {
    None: tuple(level.value for level in Level),
    Level.PUBLIC.value: (Level.PUBLIC.value,),
    Level.RESTRICTED.value: (Level.PUBLIC.value, Level.RESTRICTED.value),
    Level.INTERNAL.value: tuple(level.value for level in Level),
}


def may_tell(note_level: str, reader: str | None) -> bool:
    """Whether a note of this level is for a reader of that one."""
    return note_level in TOLD[reader]

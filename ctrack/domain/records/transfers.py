"""What was copied, and where it is."""

from __future__ import annotations

from ctrack.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Copied:
    """A register that was copied whole and read back: where from and where to, its layout, its journal, its bytes.

    `upgraded_from` is the layout that it came with, where that was older; `kept` is where what was there before is
    now; `let_go` are the names of older backups that made room.
    """

    source: str
    place: str
    layout: str
    entries: int
    head: str
    size: int | None = None
    upgraded_from: str | None = None
    kept: str | None = None
    let_go: tuple[str, ...] = ()

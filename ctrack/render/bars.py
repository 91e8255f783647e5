"""Bars as cells: how many each part takes, and the block that tells it from the others without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ctrack.render.document import Bars, Tone

_FULL, _EMPTY = "█", "░"
_SPARE = "▞▚▤▥▦▧▨▩"
_BLOCK_OF = {Tone.GOOD: "█", Tone.BUSY: "▓", Tone.WARNING: "▒", Tone.ALARM: "▚", Tone.FAINT: "░"}


def blocks_of(bars: Bars) -> dict[str, str]:
    """A block for the key of every part, none used twice while there are enough."""
    blocks: dict[str, str] = {}
    for _, shares, _ in bars.rows:
        for share in shares:
            if share.key not in blocks:
                blocks[share.key] = _first_free(_BLOCK_OF.get(share.tone, "▤"), blocks.values())
    return blocks


def _first_free(wanted: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next((block for block in wanted + _SPARE if block not in used), wanted)


def divide(counts: Sequence[int], whole: int, width: int) -> list[int]:
    """The cells of each part where `whole` fills the width: rounded together, and none that is there lost."""
    if whole <= 0 or width <= 0:
        return [0] * len(counts)
    cells = [max(count * width // whole, int(count > 0)) for count in counts]
    length = round(sum(counts) * width / whole)
    remainders = [count * width % whole if count * width >= whole else 0 for count in counts]
    by_remainder = sorted(range(len(counts)), key=remainders.__getitem__, reverse=True)
    for index in by_remainder[: max(0, length - sum(cells))]:
        cells[index] += 1
    while sum(cells) > width and max(cells) > 1:
        cells[cells.index(max(cells))] -= 1
    return cells


def fill(share: float | None, width: int) -> tuple[str, str]:
    """The filled and the empty part of a bar for a share from 0 to 1; full only at 1, blank without one."""
    if share is None:
        return "", " " * width
    cells = max(int(share > 0), min(round(share * width), width - int(share < 1)))
    return _FULL * cells, _EMPTY * (width - cells)

"""The arithmetic of progress: what counts, and a rate that never travels without its denominator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import NOT_COUNTED_STATUSES, STATUS_RANK, Status


def percent_of(part: int, whole: int) -> int | None:
    """The part in whole per cent: 100 means all, 0 means none, halves round up; None where the whole is nought."""
    if whole <= 0:
        return None
    if part >= whole:
        return 100
    return max(min((200 * part + whole) // (2 * whole), 99), int(part > 0))


def share_of(part: int, whole: int) -> float:
    """The part as a share from 0 to 1 that a bar is drawn by: the very figure that stands beside it."""
    return (percent_of(part, whole) or 0) / 100


@dataclass(frozen=True, slots=True)
class Rate:
    """`implemented` out of `counted`; `exact` and `percent` are None where nothing counts."""

    implemented: int
    counted: int

    @property
    def exact(self) -> float | None:
        """From 0 to 100, unrounded, for programs that reckon on."""
        return 100 * self.implemented / self.counted if self.counted else None

    @property
    def percent(self) -> int | None:
        """From 0 to 100 as it is told: 100 only where all is implemented, 0 only where nothing is."""
        return percent_of(self.implemented, self.counted)


def points_between(before: Rate, after: Rate) -> float | None:
    """By how many points of per cent a rate moved, to one decimal; 0 only where it did not move."""
    if not before.counted or not after.counted:
        return None
    moved = after.implemented * before.counted - before.implemented * after.counted
    tenths = (2000 * abs(moved) + before.counted * after.counted) // (2 * before.counted * after.counted)
    points = max(tenths, int(moved != 0)) / 10
    return points if moved >= 0 else -points


def implementation_rate(counts: Mapping[Status, int]) -> Rate:
    """Implemented / (all - not applicable - overtaken by events)."""
    left_out = sum(counts.get(status, 0) for status in NOT_COUNTED_STATUSES)
    return Rate(counts.get(Status.IMPLEMENTED, 0), sum(counts.values()) - left_out)


def total_counts(parts: Iterable[Mapping[Status, int]]) -> dict[Status, int]:
    """The sum of several counts by status, with every status present."""
    total = dict.fromkeys(Status, 0)
    for part in parts:
        for status, count in part.items():
            total[status] += count
    return total


def is_backwards(before: Status, after: Status) -> bool:
    """Whether a move from `before` to `after` is a step back; leaving the count altogether is not."""
    return after in STATUS_RANK and before in STATUS_RANK and STATUS_RANK[after] < STATUS_RANK[before]

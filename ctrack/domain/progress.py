"""The arithmetic of progress: what counts, and a rate that never travels without its denominator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ctrack.domain.vocabulary import NOT_COUNTED_STATUSES, STATUS_RANK, Status


@dataclass(frozen=True, slots=True)
class Rate:
    """`implemented` out of `counted`; `percent` is None where nothing counts."""

    implemented: int
    counted: int

    @property
    def percent(self) -> float | None:
        """From 0 to 100, unrounded; None where the denominator is nought."""
        return 100 * self.implemented / self.counted if self.counted else None


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

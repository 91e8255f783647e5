"""The rule of the three-way merge, field by field: what each side says is held against what both once had, the base.

Its records stand in `domain/records/three_way`. A field that a side does not tell at all is as it was; None tells that
there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ctrack.domain.records.three_way import FieldMerge, Merged, Side


def merge_field(name: str, base: Any, ours: Any, theirs: Any) -> FieldMerge:
    """What becomes of one field."""
    return FieldMerge(name, base, ours, theirs, find_outcome(base, ours, theirs))


def find_outcome(base: Any, ours: Any, theirs: Any) -> Merged:
    """Who changed a value, and whether both did so alike."""
    if ours == theirs:
        return Merged.UNCHANGED if ours == base else Merged.SAME
    if theirs == base:
        return Merged.KEPT
    return Merged.ACCEPTED if ours == base else Merged.CONFLICT


def merge_fields(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], names: Iterable[str] | None = None
) -> tuple[FieldMerge, ...]:
    """What becomes of each field that is named, or of all that any side tells, in the order of the base."""
    wanted = dict.fromkeys((*base, *ours, *theirs) if names is None else names)
    return tuple(
        merge_field(name, base.get(name), ours.get(name, base.get(name)), theirs.get(name, base.get(name)))
        for name in wanted
    )


def settle_field(merge: FieldMerge, side: Side) -> Any:
    """The value that holds after a merge, where `side` settles what both changed; raises ValueError for ASK then."""
    if not merge.is_conflict:
        return merge.theirs if merge.outcome is Merged.ACCEPTED else merge.ours
    if side is Side.ASK:
        raise ValueError(f"{merge.name} was changed on both sides, and nobody said which holds")
    return merge.theirs if side is Side.THEIRS else merge.ours

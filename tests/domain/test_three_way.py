"""The three-way merge of one field, and of several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.records.three_way import Merged, Side
from ctrack.domain.three_way import merge_field, merge_fields, settle_field

VALUES = st.sampled_from([None, "", "a", "b", 0, 40])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        (40, 40, 40, Merged.UNCHANGED),
        (40, 60, 40, Merged.KEPT),
        (40, 40, 60, Merged.ACCEPTED),
        (40, 60, 60, Merged.SAME),
        (40, 60, 80, Merged.CONFLICT),
        (40, None, 60, Merged.CONFLICT),
        (None, None, "x", Merged.ACCEPTED),
    ],
)
def test_outcome(base: object, ours: object, theirs: object, outcome: Merged) -> None:
    """Only what both sides changed, each in its way, is a conflict."""
    assert merge_field("progress", base, ours, theirs).outcome is outcome


@given(VALUES, VALUES, VALUES)
def test_either_way_round(base: object, ours: object, theirs: object) -> None:
    """Two that merge with each other come to the same value, whoever begins, once a conflict is settled for one."""
    here = settle_field(merge_field("x", base, ours, theirs), Side.OURS)
    there = settle_field(merge_field("x", base, theirs, ours), Side.THEIRS)
    assert here == there


@given(VALUES, VALUES, VALUES)
def test_merging_twice(base: object, ours: object, theirs: object) -> None:
    """What was merged takes nothing from the same side again."""
    for side in (Side.OURS, Side.THEIRS):
        once = settle_field(merge_field("x", base, ours, theirs), side)
        again = merge_field("x", base, once, theirs)
        assert settle_field(again, side) == once


def test_untold_is_unchanged() -> None:
    """A field that a side leaves out is as it was sent, and is no deletion; None is one."""
    base, ours = {"status": "in_progress", "target": "2026"}, {"status": "in_progress", "target": "2026"}
    found = merge_fields(base, ours, {"target": None})
    assert [(item.name, item.outcome) for item in found] == [
        ("status", Merged.UNCHANGED),
        ("target", Merged.ACCEPTED),
    ]


def test_unsettled_conflict_is_no_value() -> None:
    """Nobody's value is taken where it was left to somebody to say."""
    with pytest.raises(ValueError, match="status"):
        settle_field(merge_field("status", "a", "b", "c"), Side.ASK)

"""Vocabulary: the order of the statuses, from nothing to all, and those that stand outside of it."""

from __future__ import annotations

from ctrack.domain.vocabulary import STATUS_RANK, Status


def test_statuses_rise_from_nothing_to_all() -> None:
    """Each step of the work stands above the one before it; what is left out of the count has no rank."""
    rising = [Status.NOT_STARTED, Status.IN_PROGRESS, Status.PARTIALLY_IMPLEMENTED, Status.IMPLEMENTED]
    ranks = [STATUS_RANK[status] for status in rising]
    assert ranks == sorted(set(ranks))
    assert STATUS_RANK[Status.NOT_REPORTED] == STATUS_RANK[Status.NOT_STARTED]
    assert not {Status.NOT_APPLICABLE, Status.OVERTAKEN_BY_EVENTS} & STATUS_RANK.keys()

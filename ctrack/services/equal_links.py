"""Commitments that ask the same, by links of that relation, so that a report can count each group of them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from ctrack.domain.records.link_records import CountedOnce
from ctrack.domain.vocabulary import Relation, Status
from ctrack.store.current_state import standing_progress, standing_status
from ctrack.store.queries import Scope
from ctrack.store.row_records import STATUSES
from ctrack.store.sql import Connection, commitment, instrument, link, party, select, undertaking

Member = TypeVar("Member", int, str)
# From what tells nothing to what is done: of a group the one that stands furthest is counted.
STEPS = (
    Status.NOT_REPORTED, Status.NOT_APPLICABLE, Status.OVERTAKEN_BY_EVENTS, Status.NOT_STARTED, Status.IN_PROGRESS,
    Status.PARTIALLY_IMPLEMENTED, Status.IMPLEMENTED,
)  # fmt: skip


def find_counted_once(connection: Connection, scope: Scope) -> tuple[list[CountedOnce], frozenset[int]]:
    """Of each party in scope the commitments that ask the same, and the undertakings that are not counted by it.

    Counted is the one that stands furthest, the first in the register where several do.
    """
    groups = group_equal(connection)
    if not groups:
        return [], frozenset()
    name = {key: place for place, group in enumerate(groups) for key in group}
    status, progress = standing_status(scope.horizon.today), standing_progress(scope.horizon.today)
    statement = (
        select(undertaking.c.id, commitment.c.id, commitment.c.code, party.c.code, status, progress)
        .select_from(
            undertaking.join(commitment, undertaking.c.commitment_id == commitment.c.id)
            .join(instrument, commitment.c.instrument_id == instrument.c.id)
            .join(party, undertaking.c.party_id == party.c.id)
        )
        .where(commitment.c.id.in_(list(name)), scope.wanted())
        .order_by(party.c.code, instrument.c.ordinal, commitment.c.ordinal)
    )
    found: dict[tuple[str, int], list[tuple[int, str, int, int]]] = defaultdict(list)
    for key, text, code, whose, word, share in connection.execute(statement):
        found[whose, name[text]].append((key, code, STEPS.index(STATUSES[word]), share))
    made, left_out = [], set()
    for (whose, _group), rows in found.items():
        if len(rows) > 1:
            kept = max(rows, key=lambda row: (row[2], row[3]))
            others = [row for row in rows if row is not kept]
            made.append(CountedOnce(whose, kept[1], tuple(row[1] for row in others)))
            left_out |= {row[0] for row in others}
    return made, frozenset(left_out)


def group_equal(connection: Connection) -> list[set[int]]:
    """The keys of commitments that ask the same, directly or through others."""
    pairs = select(link.c.commitment_id, link.c.to_commitment_id).where(
        link.c.relation == Relation.EQUAL.value, link.c.to_commitment_id.is_not(None)
    )
    return join_pairs((first, second) for first, second in connection.execute(pairs.order_by(link.c.id)))


def join_pairs(pairs: Iterable[tuple[Member, Member]]) -> list[set[Member]]:
    """The groups that pairs make, those that share a member joined."""
    groups: list[set[Member]] = []
    for first, second in pairs:
        touched = [group for group in groups if first in group or second in group]
        groups = [group for group in groups if group not in touched]
        groups.append({first, second}.union(*touched))
    return groups

"""Where undertakings and their occurrences stood at a moment: read from the status updates, never from what is current.

Two times are told apart: when a thing held (effective) and when it was said (recorded).
"""

from __future__ import annotations

from typing import Any

from ctrack.domain.deadlines import OR_BEFORE
from ctrack.domain.vocabulary import Status
from ctrack.store.aims import aims_of, put_off
from ctrack.store.kept_statements import read_columns
from ctrack.store.moments import Moment
from ctrack.store.rounds import IMPLEMENTED, WAIVED, prior_of, rounds_of, select_occurrences, turn_of
from ctrack.store.sql import (
    CTE,
    ColumnElement,
    Date,
    Select,
    and_,
    case,
    commitment,
    func,
    given,
    literal,
    null,
    select,
    undertaking,
)
from ctrack.store.told import Keys, in_force, is_one_of, newest, said_by, told_by

__all__ = ["FOLLOWING", "FOLLOWING_OF_ROUNDS", "count_standing", "select_occurrences", "select_past"]

# The columns of an undertaking that follow from its status updates, and those of an occurrence.
FOLLOWING = (
    "target", "target_last", "status", "progress", "status_on", "told_on", "voice", "updated_on", "is_regressed",
    "due_last", "occurrence", "occurrence_last", "met_on", "postponed", "postponed_from", "is_on_or_before",
    "own_status",
)  # fmt: skip
FOLLOWING_OF_ROUNDS = ("status", "progress", "closed_on", "is_met")
NOT_REPORTED = Status.NOT_REPORTED.value


def select_past(moment: Moment, only: Keys = None) -> Select[Any]:
    """Every undertaking, or only some, with the columns that follow from what had been said by then."""
    said_then = in_force(moment, only)
    told = told_by(said_then)
    rounds = rounds_of(told, only)
    turn = turn_of(rounds)
    prior = prior_of(rounds, turn)
    # Since when is told of what was spoken of last: the whole, or that occurrence, and of no other.
    last, moved = newest(told, "last"), newest(told, "moved", told.c.is_move, by=("undertaking_id", "round_id"))
    aim, said = aims_of(said_then, turn), said_by(said_then)
    values = {
        **stand_of(last, moved, turn),
        "told_on": last.c.effective_on,
        "voice": last.c.voice,
        "updated_on": said.c.updated_on,
        "target": func.nullif(aim.c.target, ""),
        "target_last": aim.c.target_last,
        "due_last": func.coalesce(
            turn.c.due_last, commitment.c.moved_last, commitment.c.deadline_last, aim.c.target_last
        ),
        "occurrence": turn.c.due,
        "occurrence_last": turn.c.due_last,
        "met_on": case((and_(prior.c.status == IMPLEMENTED, turn.c.id.is_not(None)), prior.c.moved_on)),
        "postponed": func.nullif(aim.c.times, 0),
        "postponed_from": put_off(aim),
    }
    source = undertaking.join(commitment)
    # The plain one first: SQLite makes no index for a ranked one that is, and reads it whole for each undertaking.
    for part in (said, last, moved, aim, turn, prior):
        is_theirs = part.c.undertaking_id == undertaking.c.id
        if part is moved:
            is_theirs = and_(is_theirs, moved.c.round_id.is_not_distinct_from(last.c.round_id))
        source = source.outerjoin(part, is_theirs)
    names = read_columns("undertaking")
    columns = (values.get(name, getattr(undertaking.c, name)).label(name) for name in names)
    return select(*columns).select_from(source).where(is_one_of(undertaking.c.id, only))


def stand_of(last: CTE, moved: CTE, turn: CTE) -> dict[str, ColumnElement[Any]]:
    """The standing: of the occurrence in hand where it comes round and applies, else of what was said last."""
    is_whole = and_(last.c.round_id.is_(None), last.c.status.in_(WAIVED))
    # What was said before it came round, and is not done, is of the first occurrence.
    is_carried = and_(turn.c.latest.is_(None), last.c.status != IMPLEMENTED)
    is_said = turn.c.status.is_not(None)
    # What comes round begins anew: a step back before that is none of the first occurrence.
    tells_last = turn.c.id.is_(None) | is_whole

    def choose(of_last: Any, of_turn: Any, otherwise: Any) -> ColumnElement[Any]:
        is_plain = turn.c.id.is_(None) | is_whole
        return case((is_plain, of_last), (is_said, of_turn), (is_carried, of_last), else_=otherwise)

    at_latest = choose(moved.c.effective, turn.c.moved, null()).startswith(OR_BEFORE)
    fell = and_(last.c.is_regressed, tells_last | (last.c.round_id == turn.c.id))
    return {
        "status": func.coalesce(choose(last.c.status, turn.c.status, null()), NOT_REPORTED),
        "progress": func.coalesce(choose(last.c.progress, turn.c.progress, null()), 0),
        "status_on": choose(moved.c.effective_on, turn.c.moved_on, null()),
        "is_on_or_before": case((at_latest, literal(True))),
        "own_status": choose(last.c.own_status, turn.c.own_status, null()),
        "is_regressed": func.coalesce(fell, literal(False)),
    }


def count_standing(wanted: Select[tuple[int]]) -> Select[Any]:
    """How many of these undertakings, whose keys `wanted` finds, counted as what at the end of `day`.

    The day is given when the statement is run: to build it takes longer than to run it.
    """
    day: Any = given("day", Date)
    then = select_past(Moment(day), wanted).subquery()
    is_done = and_(then.c.met_on.is_not(None), then.c.occurrence_last >= day, then.c.status.not_in(WAIVED))
    found = select(case((is_done, IMPLEMENTED), else_=then.c.status).label("standing")).subquery()
    return select(found.c.standing, func.count()).group_by(found.c.standing)

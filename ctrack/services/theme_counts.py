"""The service of the regional roll-up: the counts of the home party by theme and status, small ones left out."""

from __future__ import annotations

from sqlalchemy import Connection

from ctrack.domain.dueness import Horizon
from ctrack.domain.records.reports import Group
from ctrack.domain.records.summaries import ALL, NONE, Summary
from ctrack.domain.small_cells import THRESHOLD, hide_small
from ctrack.domain.themes import read_themes
from ctrack.domain.vocabulary import Status
from ctrack.services.groups import count_groups
from ctrack.services.listings import make_scope
from ctrack.store.queries import read_home

STATUSES = tuple(Status)


def summarize(connection: Connection, horizon: Horizon) -> Summary:
    """The summary, not signed yet."""
    _key, code, name = read_home(connection)
    scope = make_scope(connection, None, horizon, only_home=True)
    themes = {group.key: count(group) for group in count_groups(connection, scope, horizon.today, "theme")}
    # Every commitment is of one instrument, so that these add up to all.
    wholes = [count(group) for group in count_groups(connection, scope, horizon.today, "instrument")]
    whole = [sum(column) for column in zip(*wholes, strict=True)] if wholes else [0] * len(STATUSES)
    keys = (*read_themes(), NONE)
    # A theme without any commitment has its row like every other: that it is missing would tell.
    rows = [themes.get(key, [0] * len(STATUSES)) for key in keys] + [whole]
    counts = [[*row, sum(row)] for row in rows]
    hidden = hide_small(counts)
    cells = tuple(
        tuple(None if (place, column) in hidden else value for column, value in enumerate(row))
        for place, row in enumerate(counts)
    )
    statuses = (*(status.value for status in STATUSES), ALL)
    return Summary(code, name, horizon.today.isoformat(), (*keys, ALL), statuses, cells, THRESHOLD)


def count(group: Group) -> list[int]:
    """How many of a group stand at each status."""
    return [group.counts.get(status, 0) for status in STATUSES]

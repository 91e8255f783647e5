"""Lists of dates that reports share: what was missed, what was put off and how often, and what nobody has looked up."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.frozen import replace
from ctrack.domain.records.reports import Dates, Extract, Group
from ctrack.domain.records.undertakings import Row
from ctrack.render.document import Block, Fact, Heading, Table, Tone
from ctrack.text.language import translate as _
from ctrack.views.cuts import cut_blocks
from ctrack.views.listings import (
    code_field,
    due_field,
    left_field,
    make_table,
    party_field,
    postponed_table,
    status_field,
    title_field,
)

MISSED, POSTPONED, UNSEEN = "missed", "postponed", "not_looked_up"


def title_of(key: str) -> str:
    """What a list is called."""
    return {MISSED: _("Missed"), POSTPONED: _("Postponed"), UNSEEN: _("Not looked up")}[key]


def list_table(key: str, rows: Sequence[Row], caption: str = "") -> Table:
    """One of the lists as a table."""
    if key == POSTPONED:
        return postponed_table(list(rows), caption)
    whose = [party_field()] if len({row.party for row in rows}) > 1 else []
    middle = [due_field(), left_field(), status_field()] if key == MISSED else [due_field()]
    return make_table(key, list(rows), [code_field(), *whose, *middle, title_field()], caption)


def list_blocks(key: str, listed: Extract[Row], prefix: str = "", level: int = 2) -> list[Block]:
    """A heading with the number of rows, and the list; nothing where there are none."""
    if not listed.rows:
        return []
    table = list_table(key, listed.rows)
    return [
        Heading(f"{title_of(key)} ({listed.total})", level), replace(table, key=prefix + key), *cut_blocks(listed),
    ]  # fmt: skip


def report_blocks(dates: Dates, *, of_others: bool = False) -> list[Block]:
    """The three lists of a report."""
    prefix, level = ("others-", 3) if of_others else ("", 2)
    lists = ((MISSED, dates.missed), (POSTPONED, dates.postponed), (UNSEEN, dates.not_looked_up))
    return [block for key, listed in lists for block in list_blocks(key, listed, prefix, level)]


def group_facts(group: Group) -> list[Fact]:
    """How many dates were missed, how many put off, and how many nobody has looked up; none of them where it is 0."""
    counts = (
        Fact(MISSED, _("Missed dates"), str(group.missed), Tone.ALARM),
        Fact(POSTPONED, _("Postponed"), str(group.postponed), Tone.WARNING),
        Fact(UNSEEN, _("Not looked up"), str(group.not_looked_up)),
    )
    return [fact for fact in counts if fact.text != "0"]

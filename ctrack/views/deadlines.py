"""The deadlines report as a document: overdue, due soon, and what comes, month by month."""

from __future__ import annotations

from itertools import groupby

from ctrack.domain.records.reports import DateCounts, Extract
from ctrack.domain.records.undertakings import Listing, Row
from ctrack.domain.vocabulary import DueState
from ctrack.render.document import Block, Document, Fact, Facts, Heading, Paragraph, Tone
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.charts import timeline
from ctrack.views.date_lists import MISSED, POSTPONED, UNSEEN, list_blocks, title_of
from ctrack.views.listings import listing_data, make_table, reader_fields
from ctrack.views.whose import whose_fact


def view_deadlines(listing: Listing, dates: DateCounts | None = None) -> Document:
    """What is open and has a date, after a picture of the dates where they are given."""
    states = {state: [row for row in listing.rows if row.due_state is state] for state in DueState}
    unseen, fields = states[DueState.NOT_LOOKED_UP], reader_fields(listing)
    blocks: list[Block] = [Heading(_("Deadlines"), 1), head_facts(listing, states)]
    if dates is not None and listing.rows:
        blocks += [Heading(_("Deadlines and occurrences")), timeline.draw(dates)]
    titles = (
        (DueState.MISSED, _("Missed")), (DueState.OVERDUE, _("Overdue")), (DueState.DUE_SOON, _("Due soon")),
    )  # fmt: skip
    for state, title in titles:
        if states[state]:
            blocks += [Heading(f"{title} ({len(states[state])})"), make_table(state.value, states[state], fields)]
    for month, rows in groupby(states[DueState.LATER], key=month_of):
        listed = list(rows)
        blocks += [Heading(f"{words.say_edtf(month)} ({len(listed)})"), make_table(month, listed, fields)]
    for key, found in ((POSTPONED, [row for row in listing.rows if row.is_postponed]), (UNSEEN, unseen)):
        blocks += list_blocks(key, Extract(found, len(found)))
    if not listing.rows:
        blocks.append(Paragraph(_("Nothing is due."), Tone.GOOD))
    return Document(_("Deadlines"), current_language(), tuple(blocks), listing_data(listing))


def month_of(row: Row) -> str:
    """The month in which an undertaking falls due, in EDTF."""
    return row.due_last.isoformat()[:7] if row.due_last else ""


def head_facts(listing: Listing, states: dict[DueState, list[Row]]) -> Facts:
    """How many of each."""
    others = {
        MISSED: len(states[DueState.MISSED]),
        POSTPONED: sum(row.is_postponed for row in listing.rows),
        UNSEEN: len(states[DueState.NOT_LOOKED_UP]),
    }
    late, soon = len(states[DueState.OVERDUE]), len(states[DueState.DUE_SOON])
    facts = (
        Fact("as_of", _("As of"), words.say_day(listing.today)),
        whose_fact(listing.whose),
        Fact("filter", _("Filter"), listing.filter),
        Fact("overdue", _("Overdue"), str(late), Tone.ALARM if late else Tone.PLAIN),
        Fact("due_soon", _("Due soon"), str(soon), Tone.WARNING if soon else Tone.PLAIN),
        Fact("later", _("Later"), str(len(states[DueState.LATER]))),
        *(Fact(key, title_of(key), str(count)) for key, count in others.items() if count),
    )
    return Facts(tuple(fact for fact in facts if fact.text))

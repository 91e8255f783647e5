"""What comes round again, as documents: rules before and after, pauses, and the dates ahead as list and calendar."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.domain.periods import Span, containing
from ctrack.domain.records.registers import Filing
from ctrack.domain.records.undertakings import Listing, Row
from ctrack.render.document import Block, Column, Document, Table
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.due_dates import count_dates
from ctrack.views.filings import Say, view_filed
from ctrack.views.listings import footer, listing_data, make_table, reader_fields, view_listing

RULE_PARTS = {
    "every": marked("Comes round"),
    "counts_from": marked("Counted from"),
    "anchor": marked("First date"),
    "until": marked("Until"),
    "next": marked("Next date"),
}
COUNTED_FROM = {"anchor": marked("the first date"), "completion": marked("completion")}
PAUSE_PARTS = {"snoozed_until": marked("No reminders until after")}


def view_rules(items: list[Filing], *, for_machines: bool = False, most: int | None = None) -> Document:
    """How each undertaking came round, and how it does now."""
    say: dict[str, Say] = {
        "every": words.say_recurrence,
        "counts_from": lambda value: _(COUNTED_FROM.get(value, value)),
        **dict.fromkeys(("anchor", "until", "next"), words.say_edtf),
    }
    return view_filed(_("Rules"), items, RULE_PARTS, say, for_machines=for_machines, most=most)


def view_pauses(items: list[Filing], *, for_machines: bool = False, most: int | None = None) -> Document:
    """Until when each undertaking was left alone, and until when it is now."""
    say = {"snoozed_until": words.say_edtf}
    return view_filed(_("Reminders paused"), items, PAUSE_PARTS, say, for_machines=for_machines, most=most)


def view_coming(listing: Listing, until: date, *, for_machines: bool = False, needs_data: bool = False) -> Document:
    """Every due date up to a day, those of the past first."""
    if for_machines:
        document = view_listing(listing, for_machines=True, needs_data=needs_data)
        return replace(document, notes=(footer(listing, count_dates(listing)),))
    fields = reader_fields(listing)
    missed, late, unseen = (
        [row for row in listing.rows if row.due_state == state] for state in ("missed", "overdue", "not_looked_up")
    )
    coming = [row for row in listing.rows if row.due_state not in ("missed", "overdue", "not_looked_up")]
    title = _("Up to {date}").format(date=words.say_day(until))
    blocks: list[Block] = [
        make_table(key, rows, fields, f"{caption} ({len(rows)})")
        for key, caption, rows in (
            ("missed", _("Missed"), missed),
            ("overdue", _("Overdue"), late),
            ("coming", title, coming),
            ("not_looked_up", _("Not looked up"), unseen),
        )
        if rows
    ]
    return close_document(_("Due dates"), listing, blocks, needs_data=needs_data)


def view_calendar(listing: Listing, until: date, first_weekday: int, *, needs_data: bool = False) -> Document:
    """The months from today up to a day, each a table of weeks; a cell holds the day and the codes that are due."""
    found: dict[date, list[Row]] = defaultdict(list)
    for row in listing.rows:
        if row.due_last is not None:
            found[row.due_last].append(row)
    months = [month for month in list_months(listing.today, until) if any(in_month(day, month) for day in found)]
    blocks: list[Block] = []
    for state, caption in (("missed", _("Missed")), ("overdue", _("Overdue")), ("not_looked_up", _("Not looked up"))):
        gone = [row for row in listing.rows if row.due_state == state]
        if gone:
            blocks.append(make_table(state, gone, reader_fields(listing), f"{caption} ({len(gone)})"))
    blocks += [draw_month(month, found, first_weekday) for month in months]
    return close_document(_("Calendar"), listing, blocks, needs_data=needs_data)


def close_document(title: str, listing: Listing, blocks: Iterable[Block], *, needs_data: bool) -> Document:
    """The document around the blocks; nothing due is nothing printed but the footer."""
    shown = tuple(blocks)
    nothing = () if shown else (_("Nothing is due."),)
    data = listing_data(listing) if needs_data else {}
    return Document(title, current_language(), shown, data, notes=(*nothing, footer(listing, count_dates(listing))))


def list_months(first: date, last: date) -> list[tuple[int, int]]:
    """Every month from that of the first day to that of the last."""
    months = [containing(first, Span.MONTH)]
    while months[-1].last < last:
        months.append(months[-1].after)
    return [(month.first.year, month.first.month) for month in months]


def in_month(day: date, month: tuple[int, int]) -> bool:
    """Whether a day lies in a month."""
    return (day.year, day.month) == month


def draw_month(month: tuple[int, int], found: dict[date, list[Row]], first_weekday: int) -> Table:
    """One month: a column for each day of the week, a row for each week."""
    weekdays = [(first_weekday + place) % 7 for place in range(7)]
    columns = tuple(Column(f"day_{day}", _(words.WEEKDAY_WORDS[day]), wraps=True) for day in weekdays)
    weeks = [
        [draw_day(day, month, found) for day in week] for week in Calendar(first_weekday).monthdatescalendar(*month)
    ]
    return Table(f"{month[0]:04}-{month[1]:02}", columns, weeks, words.say_edtf(f"{month[0]:04}-{month[1]:02}"))


def draw_day(day: date, month: tuple[int, int], found: dict[date, list[Row]]) -> str:
    """A day of the month and what is due on it; nothing for a day of another month."""
    if not in_month(day, month):
        return ""
    return " ".join([str(day.day), *(row.code for row in found.get(day, ()))])

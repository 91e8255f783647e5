"""What is due as a document: in parts for people, and as one list for programs."""

from __future__ import annotations

from ctrack.domain.records.parted_dates import DUE_STATES, DueParts
from ctrack.domain.records.undertakings import Listing
from ctrack.domain.vocabulary import DueState
from ctrack.render.document import Block, Document
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views.cuts import say_cut
from ctrack.views.listings import (
    footer,
    listing_data,
    make_table,
    postponed_table,
    reader_fields,
    view_listing,
    why_nothing,
)


def view_due(found: DueParts, *, is_reversed: bool = False) -> Document:
    """What was missed, what is overdue, what is due soon, what comes later; `is_reversed` from the last part."""
    blocks: list[Block] = []
    fields = reader_fields(found.listing)
    for state in DUE_STATES:
        part = found.parts[state]
        if part.rows:
            blocks.append(make_table(state, part.rows, fields, f"{title_of(state)} ({part.total})"))
    if found.postponed.rows:
        blocks.append(postponed_table(found.postponed.rows, f"{_('Postponed')} ({found.postponed.total})"))
    return Document(
        title=_("Due dates"),
        language=current_language(),
        blocks=tuple(blocks[:: -1 if is_reversed else 1]),
        notes=say_beside(found.listing, has_missed=bool(found.parts[DueState.MISSED].total)),
    )


def view_due_rows(listing: Listing, *, for_machines: bool) -> Document:
    """The same for programs: rows with every column, or what JSON holds."""
    if for_machines:
        return view_listing(listing, for_machines=True)
    return Document(_("Due dates"), current_language(), (), listing_data(listing), notes=say_beside(listing))


def title_of(state: DueState) -> str:
    """What a part is called."""
    return {
        DueState.MISSED: _("Missed"),
        DueState.OVERDUE: _("Overdue"),
        DueState.DUE_SOON: _("Due soon"),
        DueState.LATER: _("Later"),
        DueState.NOT_LOOKED_UP: _("Not looked up"),
    }[state]


def say_beside(listing: Listing, *, has_missed: bool = False) -> tuple[str, ...]:
    """What is said beside it; nothing due is nothing printed: cron mails whatever stands on stdout.

    What was missed has a row for each of its dates, so that the rows are no commitments.
    """
    nothing = () if listing.total else (_("Nothing is due."),)
    count = say_cut(len(listing.rows), listing.total) or count_dates(listing) if has_missed else ""
    return (*nothing, *why_nothing(listing, is_whole=False), footer(listing, count))


def count_dates(listing: Listing) -> str:
    """How many dates: what comes round again has several of them."""
    return translate_count("{count} due date", "{count} due dates", listing.total)

"""Listings of undertakings as documents: what `list` and `due` show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from ctrack.domain.fields.field import Audience, Form
from ctrack.domain.fields.field import Field as Registered
from ctrack.domain.fields.registry import BY_KEY, LISTED
from ctrack.domain.long_lists import ColumnList, LongList, make_each
from ctrack.domain.messages import ANY, Message, join_words, offer
from ctrack.domain.records.undertakings import Listing, Row
from ctrack.domain.records.undertakings import Part as FilterPart
from ctrack.domain.scales import Scale
from ctrack.render.document import Align, Block, Column, Document, Table
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import code_column, due_column, progress_column, status_column, title_column
from ctrack.views.cuts import say_cut
from ctrack.views.row_parts import Part, choose_stored, find_place, join_tags, make_part, pick_columns, row_data
from ctrack.views.scale_tables import loss_notes, own_cells, own_column, own_data
from ctrack.views.values import say_value
from ctrack.views.whose import count_words, say_counts, whose_data

Field = tuple[Column, Callable[[Row], Any]]


def take(key: str) -> Part:
    """What takes a field out of a row: of a title the text as it is stored."""
    return Part(key, find_place(BY_KEY[key]))


def code_field() -> Field:
    """The code."""
    return code_column(), take("code")


def party_field() -> Field:
    """Whose side it is."""
    return Column("party", _("Party")), take("party")


def due_field() -> Field:
    """The date that counts."""
    return due_column(), take("due")


def left_field() -> Field:
    """The days left."""
    column = Column("days_left", _("Left"), show=words.say_left_short, tone=words.left_tone, align=Align.END)
    return column, take("days_left")


def status_field() -> Field:
    """The status."""
    return status_column(), take("status")


def progress_field() -> Field:
    """Progress in per cent."""
    return progress_column(), take("progress")


def title_field() -> Field:
    """The title."""
    return title_column(_("Commitment"), choose_stored), take("title")


def reader_fields(listing: Listing, scales: Mapping[str, Scale] | None = None) -> list[Field]:
    """The columns for people: the party only where it is not the home party throughout.

    With `scales` the status stands in the words of its instrument.
    """
    fields = [code_field()]
    if has_others(listing):
        fields.append(party_field())
    dated = [due_field(), left_field()] if any(row.due for row in listing.rows) else []
    status = status_field() if scales is None else own_column(scales)
    return [*fields, *dated, status, progress_field(), title_field()]


def has_others(listing: Listing) -> bool:
    """Whether some row is another party's than the home party's; where all that fit are its own, none is looked at."""
    others = listing.count_parties().keys() - {listing.home}
    return bool(others) and any(row.party != listing.home for row in listing.rows)


def machine_fields() -> list[Field]:
    """The columns for machines: everything that JSON holds, without the maps; what is no single word stands last."""
    fields = [field for field in LISTED if field.audience is Audience.ALL]
    fields.sort(key=lambda field: field.form in (Form.TAGS, Form.THEMES, Form.FLAG))
    return [machine_field(field) for field in fields]


def machine_field(field: Registered) -> Field:
    """One column for machines."""
    return title_field() if field.key == "title" else (Column(field.key, field.key), make_part(field, join_tags))


def chosen_fields(keys: Sequence[str], *, for_machines: bool) -> list[Field]:
    """The columns that were asked for, in that order."""
    if for_machines:
        return [machine_field(BY_KEY[key]) for key in keys]
    known = {column.key: (column, get) for column, get in (make() for make in COMMON)}
    return [known.get(key) or reader_field(BY_KEY[key]) for key in keys]


def reader_field(field: Registered) -> Field:
    """One column for people, under the title of its field."""
    heading = _(field.title) if field.title else field.key
    return Column(field.key, heading, show=partial(say_value, field), wraps=True), make_part(field)


COMMON = (code_field, party_field, due_field, left_field, status_field, progress_field, title_field)


def make_table(key: str, rows: Sequence[Row], fields: list[Field], caption: str = "") -> Table:
    """A table of undertakings."""
    getters = [get for _column, get in fields]
    parts = [get for get in getters if isinstance(get, Part)]
    if isinstance(rows, ColumnList) and len(parts) == len(getters):
        cells: Sequence[Any] = ColumnList(len(rows), lambda: pick_columns(parts, rows.portions()), tuple)
    else:
        cells = make_each(lambda row: [get(row) for get in getters], rows)
    return Table(key, tuple(column for column, _get in fields), cells, caption)


def view_listing(
    listing: Listing,
    *,
    for_machines: bool = False,
    needs_data: bool = False,
    columns: Sequence[str] = (),
    scales: Mapping[str, Scale] | None = None,
) -> Document:
    """A listing; `for_machines` gives every column, `needs_data` the rows for JSON as well; `columns` are the keys of
    the fields that are shown alone.

    With `scales` each status stands in the words of its instrument, and below what these lose.
    """
    fields = machine_fields() if for_machines else reader_fields(listing, scales)
    if columns:
        fields = chosen_fields(columns, for_machines=for_machines)
    if scales is not None and (for_machines or columns):
        fields.append(own_cells(scales) if for_machines else own_column(scales))
    lost = loss_notes(listing.rows, scales) if scales is not None else ()
    blocks: list[Block] = [make_table("rows", listing.rows, fields)]
    return Document(
        title=_("Commitments"),
        language=current_language(),
        blocks=tuple(blocks),
        data=listing_data(listing, columns, scales) if needs_data else {},
        main="rows",
        notes=(*lost, *why_nothing(listing), footer(listing)),
    )


def listing_data(
    listing: Listing, columns: Sequence[str] = (), scales: Mapping[str, Scale] | None = None
) -> dict[str, Any]:
    """A listing as JSON holds it, with all that is known of a row, or with these fields alone."""

    def make_data(row: Row) -> dict[str, Any]:
        data = row_data(row)
        if columns:
            data = {key: data[key] for key in columns}
        return data if scales is None else data | own_data(row, scales)

    return {
        "rows": make_each(make_data, listing.rows) if columns or scales is not None else list_data(listing.rows),
        "total": listing.total,
        "home": listing.home,
        "whose": whose_data(listing.whose),
        "parties": [{"code": code, "total": count} for code, count in listing.count_parties().items()],
        "filter": listing.filter,
        "as_of": listing.today.isoformat(),
    }


def list_data(rows: Sequence[Row]) -> Sequence[Any]:
    """Rows as JSON holds them: a list of few, or one that is told a row at a time."""
    if not isinstance(rows, LongList):
        return [row_data(row) for row in rows]
    from ctrack.views.report_fields import tell_rows

    return tell_rows(rows)


def why_nothing(listing: Listing, *, is_whole: bool = True) -> tuple[str, ...]:
    """Why nothing fits the filter: which part of it fits nothing, or, where it `is_whole`, that nothing fits all."""
    nothing = [part for part in listing.why if not part.fitting]
    if nothing:
        return tuple(map(say_nothing, nothing))
    if len(listing.why) > 1 and is_whole:
        counts = join_words((f"{part.text} ({part.fitting})" for part in listing.why), _)
        text = _("Each part of the filter fits something, but nothing fits all of them: {counts}.")
        return (text.format(counts=counts),)
    return ()


def say_nothing(part: FilterPart) -> str:
    """That nothing fits a part of a filter, and what to write where it is a name."""
    if part.withdrawn:
        count = translate_count("{count} commitment", "{count} commitments", part.withdrawn)
        text = _("What fits {part} is withdrawn: {commitments}. Add withdrawn:yes to see it.")
        return text.format(part=part.text, commitments=count)
    if not part.terms:
        from ctrack.domain.filters.near_words import near_words

        near = offer(near_words(part.text))
        return _("Nothing fits {part}.").format(part=part.text) + (near.tell(_) if isinstance(near, Message) else "")
    terms = join_words(part.terms, _, ANY)
    return _("Nothing holds the text {part}; as a name it is written {terms}.").format(part=part.text, terms=terms)


def footer(listing: Listing, count: str = "") -> str:
    """How many of how many, whose they are, what was filtered for, and as of which day.

    `count` says how many where that is no number of rows.
    """
    counts = listing.count_parties()
    parts = [count or count_rows(listing)]
    if counts.keys() - {listing.home}:
        parts[0] += f" ({say_counts(counts, listing.home)})"
    if listing.filter:
        parts.append(_("filter: {filter}").format(filter=listing.filter))
    parts.append(_("home: {party}").format(party=listing.home))
    parts.append(_("as of {date}").format(date=words.say_day(listing.today)))
    return " · ".join(parts)


def count_rows(listing: Listing) -> str:
    """How many are shown, of how many."""
    return say_cut(len(listing.rows), listing.total) or count_words(listing.total, len(listing.whose))


def postponed_table(rows: Sequence[Row], caption: str = "") -> Table:
    """What was put off by a target of one's own: both dates, and how often."""
    fields: list[Field] = [
        code_field(),
        (Column("postponed_from", _("Due"), show=words.say_short), attrgetter("postponed_from")),
        (Column("target", _("Postponed to"), show=words.say_short), attrgetter("target")),
        (Column("postponed", _("Times"), align=Align.END), attrgetter("postponed")),
        left_field(),
        status_field(),
        title_field(),
    ]
    whose = [party_field()] if len({row.party for row in rows}) > 1 else []
    return make_table("postponed", rows, [fields[0], *whose, *fields[1:]], caption)

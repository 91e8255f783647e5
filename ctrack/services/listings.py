"""Services that list undertakings, and show one commitment whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ctrack.domain.dueness import Horizon
from ctrack.domain.frozen import replace
from ctrack.domain.named_fields import names_field
from ctrack.domain.records.undertakings import Body, Dossier, Listing, Part, Row, UpdateRecord
from ctrack.domain.scales import find_scale
from ctrack.domain.vocabulary import DueState, Status
from ctrack.services.known_codes import find_code
from ctrack.services.lookups import check_party
from ctrack.services.shown_links import read_links
from ctrack.store.current_state import NEAREST, standing_progress, standing_status
from ctrack.store.first_rows import select_first
from ctrack.store.kept_rows import count_parties, keep_rows
from ctrack.store.queries import COLUMNS as ROW_COLUMNS
from ctrack.store.queries import (
    REGISTER_ORDER,
    SOURCE,
    Scope,
    count_by_party,
    count_rows,
    read_bodies,
    read_home,
    read_rows,
)
from ctrack.store.sketches import turn_round
from ctrack.store.sql import (
    ColumnElement,
    Connection,
    case,
    commitment,
    counted,
    instrument,
    party,
    section,
    select,
    status_update,
    undertaking,
)
from ctrack.store.word_order import turn_of_words

if TYPE_CHECKING:
    from ctrack.domain.filters import Node

ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "register": REGISTER_ORDER,
    "due": (undertaking.c.due_last.is_(None), NEAREST, *REGISTER_ORDER),
    "code": (counted(commitment.c.code), party.c.code),
    "updated": (undertaking.c.updated_on.is_(None), undertaking.c.updated_on.desc(), *REGISTER_ORDER),
}


def find_order(sort: str, today: date, *, is_reversed: bool = False) -> tuple[ColumnElement[Any], ...]:
    """The order of that name, or the reverse of it; by what undertakings count as on a day, where it is by status."""
    order = find_forward_order(sort, today)
    return tuple(map(turn_round, order)) if is_reversed else order


def find_forward_order(sort: str, today: date) -> tuple[ColumnElement[Any], ...]:
    """The order of that name as it is told."""
    if sort == "status":
        return (standing_status(today), *REGISTER_ORDER)
    if sort == "progress":
        return (standing_progress(today).desc(), *REGISTER_ORDER)
    return ORDERS[sort]


def make_scope(connection: Connection, node: Node | None, horizon: Horizon, *, only_home: bool = False) -> Scope:
    """The scope of a command: its filter, checked against the register, as of a day."""
    home = read_home(connection)[0]
    if node is None:
        return Scope(home, horizon, None, only_home)
    # The grammar of filters is loaded where there is a filter.
    from ctrack.services.filter_names import check_names

    return Scope(home, horizon, check_names(connection, node), only_home)


def list_undertakings(
    connection: Connection,
    node: Node | None,
    horizon: Horizon,
    *,
    sort: str = "register",
    is_reversed: bool = False,
    limit: int | None = None,
    text: str = "",
    only_home: bool = False,
) -> Listing:
    """The undertakings that fit a filter, in the order of that name, at most `limit` of them."""
    scope = make_scope(connection, node, horizon, only_home=only_home)
    order = find_order(sort, horizon.today, is_reversed=is_reversed)
    rows = keep_rows(connection, select_first(connection, scope, order, limit), horizon)
    is_whole = limit is None or len(rows) < limit
    counts = count_parties(rows) if is_whole else count_by_party(connection, scope)
    total, home = sum(counts.values()), read_home(connection)[1]
    whose = tuple(read_bodies(connection, scope.node, counts))
    said = say_filter(scope.node) or text
    return Listing(
        rows, total, home, horizon.today, said, whose, counts, find_why(connection, scope) if not total else ()
    )


def say_filter(node: Node | None) -> str:
    """A filter in its own words; nothing where there is none."""
    if node is None:
        return ""
    from ctrack.domain.filters import write_filter

    return write_filter(node)


def make_listing(
    connection: Connection, scope: Scope, rows: Sequence[Row], text: str, counts: Mapping[str, int] | None = None
) -> Listing:
    """The rows that are in scope, with whose they are; where these are not all, `counts` says how many are whose."""
    whose = Counter(row.party for row in rows) if counts is None else counts
    total, bodies = sum(whose.values()), tuple(read_bodies(connection, scope.node, whose))
    said = say_filter(scope.node) or text
    why = find_why(connection, scope) if not total else ()
    return Listing(rows, total, read_home(connection)[1], scope.horizon.today, said, bodies, dict(whose), why)


def find_why(connection: Connection, scope: Scope) -> tuple[Part, ...]:
    """Of a filter that nothing fits: each of its parts, with how many fit that alone."""
    if scope.node is None:
        return ()
    from ctrack.domain.filters import And, write_filter
    from ctrack.services.filter_names import find_terms

    parts = scope.node.parts if isinstance(scope.node, And) else (scope.node,)
    found = [(part, count_rows(connection, replace(scope, node=part))) for part in parts]
    return tuple(
        Part(write_filter(part), count)
        if count
        else Part(write_filter(part), 0, find_terms(connection, part), count_withdrawn(connection, scope, part))
        for part, count in found
    )


def count_withdrawn(connection: Connection, scope: Scope, part: Node) -> int:
    """How many fit a part of a filter and are out of sight."""
    if names_field(part, "withdrawn"):
        return 0
    from ctrack.domain.filters import And, Term

    return count_rows(connection, replace(scope, node=And((part, Term("withdrawn", "is", ("yes",))))))


def count_overdue(connection: Connection, node: Node | None, horizon: Horizon) -> tuple[list[Body], int]:
    """Whose undertakings, the home party's or those of the parties of the filter, and how many of them are overdue."""
    from ctrack.domain.filters import And, Term

    late = Term("due", "is", (DueState.OVERDUE.value,))
    scope = make_scope(connection, And((node, late)) if node else late, horizon, only_home=True)
    counts = count_by_party(connection, scope)
    return read_bodies(connection, scope.node, counts), sum(counts.values())


def show_commitment(connection: Connection, word: str, horizon: Horizon, whose: str | None = None) -> Dossier:
    """Everything on one commitment, seen from the side of `whose`, else of the home party where it is bound."""
    code = find_code(connection, word)
    home = read_home(connection)[1]
    sides = read_sides(connection, code, horizon)
    row = choose_side(connection, sides, whose or home, strict=whose is not None)
    facts = connection.execute(
        select(
            commitment, instrument.c.title.label("instrument_title"), section.c.title.label("section_title"),
            instrument.c.withdrawn.label("instrument_withdrawn"), instrument.c.url,
            instrument.c.scale, instrument.c.own_scale,
        )
        .select_from(commitment.join(instrument).join(section, commitment.c.section_id == section.c.id))
        .where(commitment.c.code == code)
    ).one()  # fmt: skip
    from ctrack.services.recurrence.cycles import read_cycle

    cycle, snoozed_until = read_cycle(connection, code, row.party, horizon.today)
    return Dossier(
        row=row,
        home=home,
        today=horizon.today,
        instrument_title=facts.instrument_title,
        section_title=facts.section_title,
        paragraph=facts.paragraph,
        paragraph_note=facts.paragraph_note,
        summary=facts.summary,
        note=facts.note,
        deadline_words=facts.deadline_words,
        recurrence=facts.recurrence,
        sources=facts.sources,
        addressee_parties=facts.addressee_parties or [],
        parties=sides,
        links=read_links(connection, facts.id),
        history=read_history(connection, facts.id),
        cycle=cycle,
        snoozed_until=snoozed_until,
        moved_sources=facts.moved_sources or [],
        is_joint=bool(facts.is_joint),
        corrections=facts.corrections or {},
        withdrawn=facts.withdrawn or facts.instrument_withdrawn,
        scale=find_scale(facts.scale, facts.own_scale),
        earlier=facts.earlier or [],
        url=facts.url,
    )


def read_sides(connection: Connection, code: str, horizon: Horizon) -> list[Row]:
    """Every party's undertaking under a commitment, the one that leads first."""
    statement = (
        select(*ROW_COLUMNS)
        .select_from(SOURCE)
        .where(commitment.c.code == code)
        .order_by(case((undertaking.c.is_lead, 0), else_=1), party.c.code)
    )
    return read_rows(connection, statement, horizon)


def choose_side(connection: Connection, sides: list[Row], whose: str, *, strict: bool) -> Row:
    """The side of `whose`; where it is not bound, that of the body that answers, unless `strict`."""
    if strict:
        whose = check_party(connection, whose)
    for row in sides:
        if row.party == whose:
            return row
    if strict:
        from ctrack.domain.failures import Message, NoUndertaking
        from ctrack.domain.filters.filter_fields import VALUE_HELP

        raise NoUndertaking(party=whose, code=sides[0].code, addressee=Message(VALUE_HELP[sides[0].addressee]))
    return sides[0]


def read_history(connection: Connection, commitment_id: int) -> list[UpdateRecord]:
    """Every status update on a commitment, of every party, oldest first; retracted ones say so."""
    # Looked up first: of what stands before the updates for a role that sees a part, keys are what narrows.
    keys = connection.scalars(select(undertaking.c.id).where(undertaking.c.commitment_id == commitment_id)).all()
    statement = (
        select(status_update, party.c.code.label("party"))
        .select_from(
            status_update.join(undertaking, status_update.c.undertaking_id == undertaking.c.id).join(
                party, undertaking.c.party_id == party.c.id
            )
        )
        .where(status_update.c.undertaking_id.in_(keys))
        .order_by(turn_of_words())
    )
    return mark_retracted([make_update(row) for row in connection.execute(statement)]) if keys else []


def make_update(row: Any, *, is_retracted: bool = False) -> UpdateRecord:
    """A row of a status update as a record."""
    return UpdateRecord(
        id=row.id,
        number=row.journal_number,
        party=row.party,
        status=Status(row.status) if row.status else None,
        progress=row.progress,
        effective=row.effective,
        recorded_at=row.recorded_at,
        author=row.author,
        voice=row.voice,
        note=row.note,
        level=row.level,
        target=row.target,
        sources=row.sources or [],
        verification=row.verification,
        retracts=row.retracts_id,
        is_retracted=is_retracted,
        own_status=row.own_status,
    )


def mark_retracted(updates: list[UpdateRecord]) -> list[UpdateRecord]:
    """An update whose retraction was itself retracted stands again."""
    retracted: set[int] = set()
    for update in reversed(updates):
        if update.retracts is not None and update.id not in retracted:
            retracted.add(update.retracts)
    return [replace(update, is_retracted=update.id in retracted) for update in updates]

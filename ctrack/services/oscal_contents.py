"""The commitments that fit a filter as OSCAL has controls: their texts, and what they are linked to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.records.oscal_texts import ControlText
from ctrack.domain.themes import unpack_themes
from ctrack.services.listings import make_scope
from ctrack.store.queries import SOURCE
from ctrack.store.tables import commitment, instrument, link, section, undertaking

CHUNK = 500
FACTS = ("kind", "addressee", "force", "binding", "deadline", "moved_deadline", "recurrence", "verification")


def stream_texts(connection: Connection, node: Node | None, horizon: Horizon) -> Iterator[ControlText]:
    """The commitments of which `list` would show a side, instrument by instrument."""
    sides = select(undertaking.c.commitment_id).select_from(SOURCE)
    ours = sides.where(make_scope(connection, node, horizon).condition())
    links = read_links(connection, ours)
    statement = (
        select(
            commitment, instrument.c.slug.label("instrument"), instrument.c.title.label("instrument_title"),
            section.c.slug.label("section"), section.c.title.label("section_title"),
        )
        .join_from(commitment, instrument).join(section, commitment.c.section_id == section.c.id)
        .where(commitment.c.id.in_(ours)).order_by(instrument.c.ordinal, commitment.c.ordinal)
    )  # fmt: skip
    for row in connection.execute(statement.execution_options(yield_per=CHUNK)):
        yield make_text(row, links.get(row.id, ()))


def read_links(connection: Connection, ours: Any) -> dict[int, tuple[tuple[str, str], ...]]:
    """By commitment to which others of these it is linked, and how."""
    other = commitment.alias()
    statement = (
        select(link.c.commitment_id, link.c.relation, other.c.code)
        .join(other, other.c.id == link.c.to_commitment_id)
        .where(link.c.commitment_id.in_(ours), link.c.to_commitment_id.in_(ours))
        .order_by(link.c.id)
    )
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for key, relation, code in connection.execute(statement):
        found[key] = (*found.get(key, ()), (relation, code))
    return found


def make_text(row: Any, links: tuple[tuple[str, str], ...]) -> ControlText:
    """A row as a record."""
    return ControlText(
        code=row.code,
        title=row.title,
        instrument=row.instrument,
        instrument_title=row.instrument_title,
        section=row.section,
        section_title=row.section_title,
        summary=row.summary,
        note=row.note,
        paragraph=row.paragraph,
        facts={name.replace("_", "-"): getattr(row, name) for name in FACTS},
        themes=unpack_themes(row.themes),
        sources=tuple(row.sources),
        links=links,
    )

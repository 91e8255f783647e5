"""The entities of the register, loaded only to be changed; listings read the tables without them.

The tables have the columns; here they are told to the type checker alone, for the mapper would read them again.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import DeclarativeBase, Mapped, foreign, relationship

from ctrack.store import tables

Words = dict[str, str]


class Entity(DeclarativeBase):
    """A row that a command may change; every change of one is written to the journal."""

    metadata = tables.metadata


class Instrument(Entity):
    """A declaration, plan, resolution or other text that holds commitments."""

    __table__ = tables.instrument
    if TYPE_CHECKING:
        id: Mapped[int]
        slug: Mapped[str]
        ordinal: Mapped[int]
        symbol: Mapped[str | None]
        kind: Mapped[str]
        title: Mapped[Words]
        short: Mapped[Words | None]
        nature: Mapped[Words | None]
        adopted_on: Mapped[str | None]
        adopted_by: Mapped[Words | None]
        adopted_at: Mapped[Words | None]
        adopted_note: Mapped[Words | None]
        url: Mapped[str | None]
        languages: Mapped[list[str] | None]
        review: Mapped[dict[str, Any] | None]
        scale: Mapped[str]
        notes: Mapped[list[Words] | None]
        relations: Mapped[list[dict[str, Any]] | None]
        history: Mapped[list[dict[str, Any]] | None]
        origin: Mapped[str]
        binding: Mapped[bool | None]
        corrections: Mapped[dict[str, Any] | None]
        withdrawn: Mapped[dict[str, Any] | None]
        own_scale: Mapped[dict[str, Any] | None]
        earlier: Mapped[list[dict[str, Any]] | None]


class Section(Entity):
    """A part of an instrument."""

    __table__ = tables.section
    if TYPE_CHECKING:
        id: Mapped[int]
        slug: Mapped[str]
        ordinal: Mapped[int]
        title: Mapped[Words]
        corrections: Mapped[dict[str, Any] | None]
        earlier: Mapped[list[dict[str, Any]] | None]
    instrument: Mapped[Instrument] = relationship()


class Commitment(Entity):
    """One thing that an instrument asks for; its code is unique and never moves."""

    __table__ = tables.commitment
    if TYPE_CHECKING:
        id: Mapped[int]
        code: Mapped[str]
        ordinal: Mapped[int]
        paragraph: Mapped[Words | None]
        paragraph_note: Mapped[Words | None]
        kind: Mapped[str]
        addressee: Mapped[str]
        addressee_parties: Mapped[list[str] | None]
        force: Mapped[str | None]
        title: Mapped[Words]
        summary: Mapped[Words | None]
        note: Mapped[Words | None]
        deadline: Mapped[str | None]
        deadline_first: Mapped[date | None]
        deadline_last: Mapped[date | None]
        deadline_words: Mapped[Words | None]
        recurrence: Mapped[str | None]
        sources: Mapped[list[dict[str, Any]]]
        verification: Mapped[str]
        binding: Mapped[bool | None]
        is_joint: Mapped[bool | None]
        moved_deadline: Mapped[str | None]
        moved_last: Mapped[date | None]
        moved_sources: Mapped[list[dict[str, Any]] | None]
        corrections: Mapped[dict[str, Any] | None]
        withdrawn: Mapped[dict[str, Any] | None]
        themes: Mapped[str | None]
        earlier: Mapped[list[dict[str, Any]] | None]
    instrument: Mapped[Instrument] = relationship()
    section: Mapped[Section] = relationship()


class Link(Entity):
    """How a commitment relates to another commitment, or to an instrument as a whole."""

    __table__ = tables.link
    if TYPE_CHECKING:
        id: Mapped[int]
        relation: Mapped[str]
        reason: Mapped[Words | None]
        basis: Mapped[str | None]
        confirmed_by: Mapped[str | None]
        confirmed_on: Mapped[date | None]
    commitment: Mapped[Commitment] = relationship(foreign_keys=[tables.link.c.commitment_id])
    to_commitment: Mapped[Commitment | None] = relationship(foreign_keys=[tables.link.c.to_commitment_id])
    to_instrument: Mapped[Instrument | None] = relationship()


class Party(Entity):
    """A State, an organ or an organization that is bound."""

    __table__ = tables.party
    if TYPE_CHECKING:
        id: Mapped[int]
        code: Mapped[str]
        kind: Mapped[str]
        name: Mapped[Words]
        is_tracked: Mapped[bool]


class Agency(Entity):
    """A ministry or another body of a party that does the work; it may be part of another."""

    __table__ = tables.agency
    if TYPE_CHECKING:
        id: Mapped[int]
        code: Mapped[str]
        name: Mapped[Words]
        parent_id: Mapped[int | None]
        party_id: Mapped[int | None]
        withdrawn: Mapped[dict[str, Any] | None]
    parent: Mapped[Agency | None] = relationship(remote_side=[tables.agency.c.id])
    party: Mapped[Party | None] = relationship()


class Person(Entity):
    """A focal point or an overseer."""

    __table__ = tables.person
    if TYPE_CHECKING:
        id: Mapped[int]
        name: Mapped[str]
        email: Mapped[str | None]
        language: Mapped[str | None]
        time_zone: Mapped[str | None]
        agency_id: Mapped[int | None]
        is_active: Mapped[bool]
        withdrawn: Mapped[dict[str, Any] | None]
        digest: Mapped[str | None]
        hour: Mapped[int | None]
        away_from: Mapped[date | None]
        away_until: Mapped[date | None]
        deputy_id: Mapped[int | None]
        answers: Mapped[str | None]
    agency: Mapped[Agency | None] = relationship()
    deputy: Mapped[Person | None] = relationship(remote_side="Person.id")


class Undertaking(Entity):
    """One party's side of one commitment: what is really tracked."""

    __table__ = tables.undertaking
    if TYPE_CHECKING:
        id: Mapped[int]
        is_lead: Mapped[bool]
        position: Mapped[str | None]
        priority: Mapped[str | None]
        tags: Mapped[str]
        target: Mapped[str | None]
        target_last: Mapped[date | None]
        status: Mapped[str]
        progress: Mapped[int]
        status_on: Mapped[date | None]
        told_on: Mapped[date | None]
        voice: Mapped[str | None]
        updated_on: Mapped[date | None]
        is_regressed: Mapped[bool]
        due_last: Mapped[date | None]
        lead_id: Mapped[int | None]
        person_id: Mapped[int | None]
        overseer_id: Mapped[int | None]
        every: Mapped[str | None]
        counts_from: Mapped[str | None]
        anchor: Mapped[str | None]
        until: Mapped[date | None]
        occurrence: Mapped[str | None]
        occurrence_last: Mapped[date | None]
        met_on: Mapped[date | None]
        postponed: Mapped[int | None]
        postponed_from: Mapped[str | None]
        is_joint: Mapped[bool | None]
        is_withdrawn: Mapped[bool | None]
        is_on_or_before: Mapped[bool | None]
        snoozed_until: Mapped[date | None]
        own_status: Mapped[str | None]
    commitment: Mapped[Commitment] = relationship()
    party: Mapped[Party] = relationship()
    lead: Mapped[Agency | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[tables.undertaking.c.person_id])
    overseer: Mapped[Person | None] = relationship(foreign_keys=[tables.undertaking.c.overseer_id])


class Occurrence(Entity):
    """A date on which an undertaking that comes round was due, or is due next."""

    __table__ = tables.occurrence
    if TYPE_CHECKING:
        id: Mapped[int]
        undertaking_id: Mapped[int]
        due: Mapped[str]
        due_last: Mapped[date]
        status: Mapped[str | None]
        progress: Mapped[int | None]
        closed_on: Mapped[date | None]
        is_met: Mapped[bool]
    undertaking: Mapped[Undertaking] = relationship()


class Contribution(Entity):
    """An agency that helps with an undertaking that another one leads."""

    __table__ = tables.contribution
    if TYPE_CHECKING:
        id: Mapped[int]
        undertaking_id: Mapped[int]
        agency_id: Mapped[int]
    undertaking: Mapped[Undertaking] = relationship()
    agency: Mapped[Agency] = relationship()


class StatusUpdate(Entity):
    """What was said of an undertaking, by whom and when; never changed, retracted by a later one."""

    __table__ = tables.status_update
    if TYPE_CHECKING:
        id: Mapped[int]
        journal_number: Mapped[int]
        occurrence_id: Mapped[int | None]
        status: Mapped[str | None]
        progress: Mapped[int | None]
        effective: Mapped[str]
        effective_on: Mapped[date]
        recorded_at: Mapped[str]
        author: Mapped[str]
        voice: Mapped[str]
        note: Mapped[Words | None]
        note_folded: Mapped[str | None]
        level: Mapped[str]
        target: Mapped[str | None]
        target_last: Mapped[date | None]
        sources: Mapped[list[dict[str, Any]] | None]
        verification: Mapped[str | None]
        seen_on: Mapped[str | None]
        own_status: Mapped[str | None]
        retracts_id: Mapped[int | None]
        place: Mapped[float | None]
        undertaking_id: Mapped[int]
    undertaking: Mapped[Undertaking] = relationship(
        primaryjoin=tables.undertaking.c.id == foreign(tables.status_update.c.undertaking_id)
    )


class Setting(Entity):
    """A fact about the register itself, such as which party is home."""

    __table__ = tables.setting
    if TYPE_CHECKING:
        key: Mapped[str]
        value: Mapped[str]


_MODELS: tuple[type[Entity], ...] = (
    Instrument, Section, Commitment, Link, Party, Agency, Person, Undertaking, Occurrence, Contribution, StatusUpdate,
    Setting,
)  # fmt: skip
ENTITIES: dict[str, type[Entity]] = {model.__table__.name: model for model in _MODELS}  # type: ignore[attr-defined]

"""The service that brings an instrument of the register to a newer file of it, shipped or one's own.

Statuses, notes and what people do hang on codes, and are left alone. What was corrected here stays, with the new words
of the file beside it; what the file has no more is taken out of sight, and nothing is erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ctrack.domain.catalogue import CommitmentEntry, InstrumentEntry
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.text_changes import ChangeKind, InstrumentUpgrade, PartChange, TextChange
from ctrack.domain.vocabulary import PartyKind
from ctrack.services.additions import list_added_codes
from ctrack.services.bound_parties import Bound, StillAtWork, list_bound, take_away
from ctrack.services.changed_texts import (
    COMMITMENT_PARTS,
    INSTRUMENT_PARTS,
    SECTION_PARTS,
    Differences,
    is_reworded,
    keep_earlier,
    take_over,
)
from ctrack.services.instrument_links import tie_missing
from ctrack.services.instruments import (
    CATALOGUE,
    bind_home,
    bind_parties,
    make_commitment,
    make_instrument,
)
from ctrack.services.new_undertakings import open_undertaking
from ctrack.services.observations import observe, observe_anew, take_positions
from ctrack.services.standings import Stamp, split
from ctrack.services.text_edits import settle
from ctrack.services.withdrawals import take_out
from ctrack.store.journal import EntryHead
from ctrack.store.models import Commitment, Instrument, Party, Section, Undertaking
from ctrack.store.work import UnitOfWork

# What stands between codes, where that is not the comma of English.
COMMAS = {"ar": "، "}
RETIRED = {
    "en": "The catalogue has other rows in its place: {codes}",
    "ar": "حلت محله في الفهرس بنود أخرى: {codes}",
    "fr": "Le catalogue a d’autres lignes à sa place\u00a0: {codes}",
}
SET_ASIDE = {
    "en": "No longer in the catalogue, and nothing there matches it",
    "ar": "لم يعد في الفهرس، ولا يقابله فيه شيء",
    "fr": "Ne figure plus dans le catalogue, et rien n’y correspond",
}


@dataclass(frozen=True, slots=True)
class Upgrading:
    """An upgrade under way: what the register holds of the codes in question, and where each of them was."""

    unit: UnitOfWork
    stamp: Stamp
    held: dict[str, Commitment]
    was_in: dict[str, str]

    @property
    def day(self) -> str:
        """The day of the upgrade."""
        return self.stamp.today.isoformat()


def upgrade_instruments(
    unit: UnitOfWork, entries: Sequence[InstrumentEntry], head: EntryHead, *, is_shipped: bool
) -> list[InstrumentUpgrade]:
    """Bring the instruments to these files; what came of each."""
    stamp = Stamp(CATALOGUE if is_shipped else head.author, head.recorded_at, unit.number, head.moment.date())
    codes = {item.code for entry in entries for item in entry.commitments}
    rows = read_held(unit.session, [entry.slug for entry in entries], sorted(codes))
    work = Upgrading(unit, stamp, {row.code: row for row in rows}, {row.code: row.instrument.slug for row in rows})
    done = [upgrade_one(work, entry, is_shipped=is_shipped) for entry in entries]
    gone = [row for row in rows if row.code not in codes]
    aside = settle_gone(work, entries, gone)
    unit.flush()
    tie_missing(unit, entries)
    unit.flush()
    return [
        InstrumentUpgrade(
            item.slug, item.title, (*item.changes, *aside.get(item.slug, ())), item.unchanged, item.is_new
        )
        for item in done
    ]


def read_held(session: Session, slugs: Sequence[str], codes: Sequence[str]) -> list[Commitment]:
    """The commitments of these instruments, and those of others that have one of these codes, in their order."""
    wanted = [Instrument.slug.in_(slugs), *(Commitment.code.in_(some) for some in split(codes))]
    found = (session.scalars(select(Commitment).join(Instrument).where(condition)) for condition in wanted)
    rows = {row.id: row for some in found for row in some}.values()
    return sorted(rows, key=lambda row: (row.instrument.ordinal, row.ordinal))


def upgrade_one(work: Upgrading, entry: InstrumentEntry, *, is_shipped: bool) -> InstrumentUpgrade:
    """One instrument: its head, its sections, and each of its commitments by its code."""
    session = work.unit.session
    whole = session.scalars(select(Instrument).where(Instrument.slug == entry.slug)).one_or_none()
    changes: list[TextChange] = []
    is_new = whole is None
    if whole is None:
        last = session.scalars(select(Instrument.ordinal).order_by(Instrument.ordinal.desc()).limit(1)).first() or 0
        whole = make_instrument(entry, last + 1, CATALOGUE if is_shipped else "own")
        session.add(whole)
    else:
        fresh = make_instrument(entry, whole.ordinal, whole.origin)
        values = {name: getattr(fresh, name) for name in INSTRUMENT_PARTS}
        changes += tell(entry.slug, entry.title, take_over(whole, values, INSTRUMENT_PARTS, work.day))
    sections, told = match_sections(work, entry, whole)
    changes += told
    unchanged = 0
    for place, item in enumerate(bind_home(work.unit, entry.commitments), 1):
        found = upgrade_commitment(work, item, place, whole, sections[item.section])
        changes += found
        unchanged += not found
    return InstrumentUpgrade(entry.slug, entry.title, tuple(changes), unchanged, is_new)


def tell(key: str, title: dict[str, str], found: Differences) -> list[TextChange]:
    """The changes of one text."""
    told = []
    for kind, is_wording in ((ChangeKind.REWORDED, True), (ChangeKind.DETAILED, False)):
        parts = tuple(change for change in found.taken if is_reworded(change) is is_wording)
        if parts:
            told.append(TextChange(kind, key, title, parts))
    if found.corrected:
        told.append(TextChange(ChangeKind.CORRECTED, key, title, tuple(found.corrected)))
    return told


def match_sections(
    work: Upgrading, entry: InstrumentEntry, whole: Instrument
) -> tuple[dict[str, Section], list[TextChange]]:
    """The sections by their slugs: those that are there with their new titles, and those that are new."""
    session, changes = work.unit.session, []
    rows = session.scalars(select(Section).where(Section.instrument == whole)) if whole.id else ()
    held = {row.slug: row for row in rows}
    for place, item in enumerate(entry.sections, 1):
        row = held.get(item.slug)
        if row is None:
            held[item.slug] = Section(instrument=whole, slug=item.slug, ordinal=place, title=item.title)
            session.add(held[item.slug])
            continue
        row.ordinal = place
        found = take_over(row, {"title": item.title}, SECTION_PARTS, work.day)
        changes += tell(f"{entry.slug}/{item.slug}", item.title, found)
    return held, changes


def upgrade_commitment(
    work: Upgrading, item: CommitmentEntry, place: int, whole: Instrument, part: Section
) -> list[TextChange]:
    """One commitment: a new one is made, and of one that is there what differs is taken over."""
    unit, row = work.unit, work.held.get(item.code)
    fresh = make_commitment(item, place, whole, part)
    if row is None:
        unit.session.add(fresh)
        states = select(Party).where(Party.kind == PartyKind.STATE.value, Party.is_tracked)
        bind_parties(unit, fresh, item, list(unit.session.scalars(states)))
        observe(unit, fresh, item.observed, work.stamp)
        take_positions(unit, fresh, item.positions)
        kind = ChangeKind.SPLIT if item.succeeds else ChangeKind.NEW
        return [TextChange(kind, item.code, item.title, others=item.succeeds)]
    values = {name: getattr(fresh, name) for names in COMMITMENT_PARTS.values() for name in names}
    told = move(work, row, whole, part)
    found = take_over(row, values, COMMITMENT_PARTS, work.day)
    stays = rebind(unit, row) if any(change.part == "addressee" for change in found.taken) else ()
    row.ordinal = place
    observe_anew(unit, row, item.observed, work.stamp)
    changes = tell(item.code, item.title, found)
    if found.taken:
        settle(unit, row, set())
    if stays:
        told.append(TextChange(ChangeKind.SET_ASIDE, item.code, item.title, others=stays))
    return [*told, *changes]


def move(work: Upgrading, row: Commitment, whole: Instrument, part: Section) -> list[TextChange]:
    """Let a commitment stand where the file has it, unless it was put elsewhere here."""
    if "section_id" in (row.corrections or {}) and row.instrument is whole:
        return []
    if row.section is part:
        return []
    before, after = f"{row.instrument.slug}/{row.section.slug}", f"{whole.slug}/{part.slug}"
    change = PartChange("section", before, after)
    row.instrument, row.section = whole, part
    keep_earlier(row, [change], work.day)
    return [TextChange(ChangeKind.MOVED, row.code, row.title, (change,))]


def rebind(unit: UnitOfWork, row: Commitment) -> tuple[str, ...]:
    """Let a commitment bind whom it addresses now; the parties that stay, since something is recorded of their side."""
    bound = list_bound(unit, Bound(row.addressee, tuple(row.addressee_parties or ())))
    unit.flush()
    held = {side.party: side for side in unit.session.scalars(select(Undertaking).where(Undertaking.commitment == row))}
    stays = []
    for party, side in held.items():
        if party in bound:
            continue
        try:
            take_away(unit, row, side)
        except StillAtWork:
            side.is_lead = False
            stays.append(party.code)
    for place, party in enumerate(bound):
        found = held.get(party) or open_undertaking(unit, row, party, is_lead=place == 0)
        found.is_lead = place == 0
    unit.flush()
    return tuple(stays)


def settle_gone(
    work: Upgrading, entries: Iterable[InstrumentEntry], gone: Iterable[Commitment]
) -> dict[str, list[TextChange]]:
    """Take out of sight what the files have no more, by instrument; what was added here stays where it is.

    Nothing that hangs on it is lost: it is shown by its code, and `withdraw CODE --back` brings it back.
    """
    successors: dict[str, list[str]] = {}
    for entry in entries:
        for item in entry.commitments:
            for code in item.succeeds:
                successors.setdefault(code, []).append(item.code)
    found: dict[str, list[TextChange]] = {}
    rows = list(gone)
    own = list_added_codes(work.unit.connection) if rows else set()
    for row in rows:
        others = tuple(successors.get(row.code, ()))
        kind = ChangeKind.RETIRED if others else ChangeKind.SET_ASIDE
        if row.code in own:
            kind = ChangeKind.ADDED_HERE
        elif row.withdrawn:
            continue
        else:
            words = RETIRED if others else SET_ASIDE
            reason = {
                language: text.format(codes=COMMAS.get(language, ", ").join(others)) for language, text in words.items()
            }
            take_out(work.unit, row, reason)
        found.setdefault(work.was_in[row.code], []).append(TextChange(kind, row.code, row.title, others=others))
    return found

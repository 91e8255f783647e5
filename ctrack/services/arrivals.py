"""The service by which commitments come in many at once: with their undertakings, as rows of one batch.

What it writes is what `instruments.make_commitment`, `new_undertakings` and `observations` write of a single one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ctrack.domain.catalogue import BOUND_BODIES, CommitmentEntry, PartyEntry, binds
from ctrack.domain.frozen import dataclass
from ctrack.domain.vocabulary import Addressee, PartyKind
from ctrack.services.commitment_columns import describe_commitment
from ctrack.services.new_undertakings import describe_side
from ctrack.services.observations import make_request
from ctrack.services.parties import ensure_party
from ctrack.services.standings import Stamp, describe_update
from ctrack.store.models import Commitment, Instrument, Occurrence, Party, Section, StatusUpdate, Undertaking
from ctrack.store.row_batches import NewRow
from ctrack.store.work import UnitOfWork

# What an update may move of the undertaking that it is of.
MOVED = (
    "status", "progress", "status_on", "told_on", "voice", "updated_on", "is_regressed", "is_on_or_before",
    "own_status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """A commitment on its way in, and the sides of its parties so far, by their codes."""

    row: NewRow
    sides: dict[str, NewRow]


class Parties:
    """The parties that commitments bind, each looked for once: a file names the same few again and again."""

    def __init__(self, unit: UnitOfWork, states: Iterable[Party] = ()) -> None:
        self.unit = unit
        self.states = tuple(states)
        self.found = {state.code: state for state in self.states}
        # Whom a commitment binds that names these: a file has the same few again and again.
        self.bound: dict[tuple[Addressee, tuple[str, ...]], list[Party]] = {}

    def find(self, wanted: PartyEntry | str) -> Party:
        """The party as an entity that has its key, made where the register does not hold it."""
        code = wanted if isinstance(wanted, str) else wanted.code
        if code not in self.found:
            self.found[code] = ensure_party(self.unit.session, wanted)
            self.unit.session.flush()
        return self.found[code]

    def list_bound(self, entry: CommitmentEntry, home: str = "") -> list[Party]:
        """Whom a commitment binds; the body named first leads."""
        return self._list_bound(*entry.find_addressees(home))

    def _list_bound(self, addressee: Addressee, parties: tuple[str, ...]) -> list[Party]:
        if (addressee, parties) not in self.bound:
            wanted: list[PartyEntry | str] = [*BOUND_BODIES[addressee], *parties]
            named = [self.find(item) for item in wanted]
            states = (state for state in self.states if binds(addressee, parties, state.code, PartyKind.STATE))
            self.bound[addressee, parties] = list(dict.fromkeys([*named, *states]))
        return self.bound[addressee, parties]


def add_row(
    unit: UnitOfWork, entry: CommitmentEntry, ordinal: int, whole: Instrument, part: Section, home: str | None = None
) -> Arrival:
    """Let a commitment wait in the batch; its instrument and its section are in the register."""
    values = describe_commitment(entry, ordinal, whole.binding, home)
    row = NewRow(Commitment, entry.code, {**values, "instrument_id": whole.id, "section_id": part.id})
    return Arrival(unit.batch.add(row), {})


def add_side(unit: UnitOfWork, arrival: Arrival, party: Party, *, is_lead: bool, is_withdrawn: bool = False) -> NewRow:
    """Let the undertaking of a party wait, of which nothing has been said yet."""
    text = arrival.row.values
    due_last = text["moved_last"] or text["deadline_last"]
    values = describe_side(due_last, is_lead=is_lead, is_joint=text["is_joint"], is_withdrawn=is_withdrawn or None)
    label = f"{arrival.row.label} {party.code}"
    row = NewRow(Undertaking, label, {**values, "party_id": party.id}, {"commitment_id": arrival.row})
    arrival.sides[party.code] = unit.batch.add(row)
    if text["recurrence"] and text["deadline"]:
        begin_rounds(unit, row, text, unit.moment.date())
    return row


def begin_rounds(unit: UnitOfWork, side: NewRow, text: dict[str, Any], day: date) -> None:
    """Let a new undertaking come round as the text says, from a day on."""
    from ctrack.services.recurrence.rules import describe_rule_columns, read_beginning

    rule, period = read_beginning(text["recurrence"], text["deadline"], day)
    side.values.update(describe_rule_columns(rule))
    if period is not None:
        side.values.update(occurrence=period.edtf, occurrence_last=period.last, due_last=period.last)
        values = {"due": period.edtf, "due_last": period.last, "is_met": False}
        unit.batch.add(NewRow(Occurrence, f"{side.label} {period.edtf}", values, {"undertaking_id": side}))


def bind(unit: UnitOfWork, arrival: Arrival, entry: CommitmentEntry, parties: Parties) -> None:
    """Open an undertaking for each party that the commitment binds."""
    for place, party in enumerate(parties.list_bound(entry)):
        add_side(unit, arrival, party, is_lead=place == 0)


def tell_seen(unit: UnitOfWork, arrival: Arrival, entry: CommitmentEntry, parties: Parties, stamp: Stamp) -> None:
    """Record what the world saw of a commitment, and the stance of each party; whoever is spoken of has a side."""
    for item in entry.observed:
        side = find_side(unit, arrival, parties, item.party)
        whose = Undertaking(**side.values)
        values = describe_update(whose, make_request(item), stamp)
        side.values.update({name: getattr(whose, name) for name in MOVED})
        unit.batch.add(NewRow(StatusUpdate, side.label, values, {"undertaking_id": side}))
    for code, position in entry.positions.items():
        find_side(unit, arrival, parties, code).values["position"] = position.value


def find_side(unit: UnitOfWork, arrival: Arrival, parties: Parties, code: str) -> NewRow:
    """The side of a party under the commitment, opened where it is not bound and yet is spoken of."""
    party = parties.find(code)
    return arrival.sides.get(party.code) or add_side(unit, arrival, party, is_lead=False)

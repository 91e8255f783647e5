"""What is known of an agency, corrected: its names, what it is part of, whose it is. Its code stays for ever."""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.failures import Refused, marked
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.records.registers import Filing
from ctrack.services.agencies import get_agency, get_party
from ctrack.services.name_changes import change_names, describe_names, pick_new
from ctrack.services.namesakes import KnownNames, read_agencies
from ctrack.store.models import Agency
from ctrack.store.work import UnitOfWork


class PartOfItself(Refused):
    message = marked("{code} cannot be part of {parent}: {parent} is {code}, or a part of it.")


@dataclass(frozen=True, slots=True)
class AgencyChanges:
    """What is to change of an agency: names by language, and more; None leaves a thing, "" takes it away."""

    names: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None
    party: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return not self.names and self.parent is None and self.party is None


def edit_agency(unit: UnitOfWork, word: str, changes: AgencyChanges, known: KnownNames | None = None) -> Filing:
    """Change what is known of an agency; what it was and what it is. Who changes many has what all are called."""
    row = get_agency(unit, word)
    before = describe_agency(row)
    names = change_names(row.code, row.name, changes.names)
    if changes.parent is not None:
        row.parent = get_parent(unit, row, changes.parent) if changes.parent else None
    if changes.party is not None:
        row.party = get_party(unit, changes.party) if changes.party else None
    new = pick_new(row.name, names) if changes.party is None else names
    with unit.session.no_autoflush:
        names_of_all = known or read_agencies(unit.connection)
        names_of_all.refuse(row.party.id if row.party else None, new.values(), row.id)
    row.name = names
    return Filing(row.code, "", names, before, describe_agency(row))


def get_parent(unit: UnitOfWork, row: Agency, word: str) -> Agency:
    """The agency that another is to be part of; refused where that goes round in a circle."""
    parent = get_agency(unit, word)
    above: Agency | None = parent
    while above is not None:
        if above is row:
            raise PartOfItself(code=row.code, parent=parent.code)
        above = above.parent
    return parent


def describe_agency(row: Agency) -> dict[str, str]:
    """What is known of an agency, in words that can be compared."""
    return {
        **describe_names(row.name),
        "parent": row.parent.code if row.parent else "",
        "party": row.party.code if row.party else "",
    }

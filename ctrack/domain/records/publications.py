"""The record of what is published: the figures of the whole, what moved, and what each page is made from."""

from __future__ import annotations

from ctrack.domain.frozen import dataclass
from ctrack.domain.records.registers import InstrumentRecord
from ctrack.domain.records.reports import Changes, Group, Report, Trend
from ctrack.domain.records.undertakings import Listing, Words


@dataclass(frozen=True, slots=True)
class Publication:
    """All that a site is made from, but for the dossiers of its commitments: those are read one at a time.

    `listings` are the commitments of each instrument, `summaries` what each of them is found by beside its title.
    """

    report: Report
    trend: Trend
    themes: list[Group]
    changes: Changes
    instruments: list[InstrumentRecord]
    listings: dict[str, Listing]
    summaries: dict[str, Words]
    # The journal entry that all of it stands on.
    entry: tuple[int, str]

    @property
    def codes(self) -> list[str]:
        """The codes of the commitments, in the order of the register."""
        return [row.code for listing in self.listings.values() for row in listing.rows]

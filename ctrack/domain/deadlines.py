"""A deadline as a value: a text, what it means in EDTF at its own precision, and its first and last day.

A deadline runs through the end of its last day. Nothing is guessed: a text that is not wholly understood is refused
with the reason.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ctrack.domain.frozen import dataclass
from ctrack.domain.periods import Period, period_from_edtf
from ctrack.domain.phrases.chinese import YEAR_SIGN, spell_in_figures
from ctrack.domain.phrases.refusals import DeadlineError, NotEdtf

if TYPE_CHECKING:
    from ctrack.domain.phrases.cursor import Start

__all__ = ["OR_BEFORE", "Deadline", "DeadlineError", "edtf_bounds", "parse_deadline"]

# An interval of EDTF whose beginning is not known: "../2018" is 2018 or before.
OR_BEFORE = "../"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due: `edtf` keeps the precision, `text` is as it was written."""

    edtf: str
    first: date
    last: date
    text: str

    @classmethod
    def from_edtf(cls, edtf: str) -> Deadline:
        """The date that a stored EDTF text stands for, also where it is only the latest possible; raises NotEdtf."""
        first, last = edtf_bounds(edtf.removeprefix(OR_BEFORE))
        return cls(edtf, first, last, edtf)

    @classmethod
    def from_day(cls, day: date) -> Deadline:
        """The deadline of a single day."""
        return cls(day.isoformat(), day, day, day.isoformat())

    @classmethod
    def from_period(cls, period: Period, text: str) -> Deadline:
        """The deadline at the end of a period that `text` names."""
        return cls(period.edtf, period.first, period.last, text)


# Texts name the same few days again and again.
@lru_cache(maxsize=4096)
def edtf_bounds(edtf: str) -> tuple[date, date]:
    """The first and the last day of a day, month, quarter, half or year in EDTF (ISO 8601-2); raises NotEdtf."""
    period = period_from_edtf(edtf)
    if period is None:
        raise NotEdtf(edtf)
    return period.first, period.last


def parse_deadline(text: str, today: date | None = None, start: Start | None = None) -> Deadline:
    """The deadline that a phrase of a document names, in a language with a list of words; raises a DeadlineError.

    "By X" and "the end of X" hold the whole of X; "before X" ends the day before. `today` is what "within six
    months" counts from, by default the day on which the program runs; in the text of an instrument it counts from what
    that says, and `start` gives the day.
    """
    period = period_from_edtf(spell_in_figures(text.strip()) if YEAR_SIGN in text else text.strip())
    # What is typed as 2026-27 is two years more often than the autumn of one, and is never taken for that.
    if period is None or period.hemisphere is not None or not period.is_within_bounds:
        # The words of the grammar cost more to load than all the rest of the domain, and most dates are in ISO.
        from ctrack.domain.phrases.sentences import read_deadline

        period = read_deadline(text, today or date.today(), start)
    return Deadline.from_period(period, text)

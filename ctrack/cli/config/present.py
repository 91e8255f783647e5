"""The moment that a run takes for the present."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from ctrack.domain.failures import Misused, marked

VARIABLE = "CTRACK_NOW"


class NoMoment(Misused):
    message = marked("{variable} holds a moment such as 2026-06-30T09:00:00+00:00; {value} is none.")


def read_now(environ: Mapping[str, str]) -> datetime:
    """The clock's moment in UTC, or that of CTRACK_NOW, for tests and for reproducible files; raises NoMoment."""
    given = environ.get(VARIABLE)
    if not given:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise NoMoment(variable=VARIABLE, value=given) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)

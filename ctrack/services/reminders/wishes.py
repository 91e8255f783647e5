"""How a person wants to be reminded: in how many mails, from what hour, and who stands in while they are away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from ctrack.domain.failures import Refused, marked
from ctrack.domain.frozen import dataclass

if TYPE_CHECKING:
    from ctrack.store.models import Person


class OwnDeputy(Refused):
    message = marked("{name} cannot be the deputy of {name}.")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to change of somebody's wishes; None leaves a thing as it is, and each has a value that takes it away.

    That is "" of the digest, the deputy and the answers, -1 of the hour, and no days of the absence.
    """

    digest: str | None = None
    hour: int | None = None
    away: tuple[date, date] | tuple[()] | None = None
    deputy: str | None = None
    answers: str | None = None


def set_wishes(row: Person, wishes: Wishes, find: Callable[[str], Person]) -> None:
    """Change what a person wishes; `find` finds the deputy."""
    if wishes.digest is not None:
        row.digest = wishes.digest or None
    if wishes.answers is not None:
        row.answers = wishes.answers or None
    if wishes.hour is not None:
        row.hour = wishes.hour if wishes.hour >= 0 else None
    if wishes.away is not None:
        row.away_from, row.away_until = wishes.away or (None, None)
    if wishes.deputy is not None:
        row.deputy = find(wishes.deputy) if wishes.deputy else None
        if row.deputy is row:
            raise OwnDeputy(name=row.name)


def describe_wishes(row: Person) -> dict[str, str]:
    """What a person wishes, in words that can be compared."""
    away = f"{row.away_from}..{row.away_until}" if row.away_from and row.away_until else ""
    return {
        "digest": row.digest or "",
        "hour": str(row.hour) if row.hour is not None else "",
        "away": away,
        "deputy": row.deputy.name if row.deputy else "",
        "answers": row.answers or "",
    }

"""What is planned for: one party's side of a commitment, and the date that it is due on."""

from __future__ import annotations

from sqlalchemy import Connection

from ctrack.domain.deadlines import Deadline
from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import Refused, marked
from ctrack.domain.records.undertakings import Row
from ctrack.services.known_codes import find_code
from ctrack.services.listings import choose_side, read_sides
from ctrack.store.queries import read_home


class NoDateToPlanFor(Refused):
    message = marked("{code} has no date to plan for. Give one: 'ctrack plan {code} --for 2026-06-30'.")


def read_planned(connection: Connection, word: str, horizon: Horizon, wanted: Deadline | None) -> tuple[Row, Deadline]:
    """The home party's side of a commitment, else that of the body that answers, and the date to plan for.

    That date is the one wanted, else the one that counts in the register; raises NoDateToPlanFor without either.
    """
    code = find_code(connection, word)
    row = choose_side(connection, read_sides(connection, code, horizon), read_home(connection)[1], strict=False)
    if wanted is not None:
        return row, wanted
    if row.due is None:
        raise NoDateToPlanFor(code=code)
    return row, Deadline.from_edtf(row.due)

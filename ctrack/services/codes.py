"""Finding a commitment by its code: any case, and any ending that fits only one."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ctrack.domain import failures
from ctrack.domain.folding import fold
from ctrack.domain.nearness import nearest
from ctrack.store.tables import commitment


def find_code(connection: Connection, word: str) -> str:
    """The full code that a word means.

    An ending after a hyphen goes before any other: `21` means KWT-21 although XYZ-121 ends in it too.
    """
    wanted = fold(word).upper()
    code = commitment.c.code
    if connection.scalar(select(code).where(code == wanted)):
        return wanted
    for ending in (f"-{wanted}", wanted):
        fits = code.endswith(ending, autoescape=True)
        matches = list(connection.scalars(select(code).where(fits).order_by(code).limit(6)))
        if len(matches) == 1:
            return str(matches[0])
        if matches:
            raise failures.AmbiguousCode(code=word, matches=", ".join(matches))
    known = connection.scalars(select(code)).all()
    raise failures.UnknownCode(code=word, nearest=failures.offer(nearest(wanted, known)))

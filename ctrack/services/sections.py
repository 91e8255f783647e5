"""Finding a section by its short name."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ctrack.domain.failures import UnknownSection
from ctrack.domain.folding import fold
from ctrack.domain.nearness import nearest
from ctrack.store.tables import section


def find_section(connection: Connection, word: str) -> str:
    """The slug that a word means; several instruments may have a section of that name."""
    slugs = list(connection.scalars(select(section.c.slug).distinct().order_by(section.c.slug)))
    wanted = fold(word)
    fitting = [slug for slug in slugs if slug == wanted] or [slug for slug in slugs if slug.startswith(wanted)]
    if len(fitting) == 1:
        return str(fitting[0])
    raise UnknownSection(slug=word, nearest=", ".join(fitting or nearest(wanted, slugs) or slugs))

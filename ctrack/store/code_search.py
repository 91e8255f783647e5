"""Codes looked for by less than all of them: by how they end, by a paragraph, and by what they are spelt like.

A register that has grown is not gone through for that where an index knows better. For a role that sees a part the
server tries each row by its policies before it looks at a text, so that no index of texts serves it: for such a role
functions of `store/access` look, and give what is in its sight.
"""

from __future__ import annotations

from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.store.access.withheld import SCHEMA
from ctrack.store.search_index import SHORTEST, holds_text, write_pattern
from ctrack.store.sql import ColumnElement, Connection, case, commitment, func, instrument, or_, select, text

# So many of those that fit are named.
MOST_NAMED = 6
# So many codes are all compared with what was typed; of more, so many before it and after it, and that end as it does.
MOST_COMPARED, MOST_BESIDE = 5000, 300
# How a code fits: whole but for what stands between its parts; by an ending after a hyphen; by any; by one without it.
WHOLE, PART, ENDING, SQUEEZED = range(4)
# Whether a role that sees a part reads the register as it is, and what finds codes for such a role is there.
HAS_FINDERS = f"""
SELECT current_setting('search_path') LIKE '{SCHEMA},%' AND to_regproc('{SCHEMA}.codes_near') IS NOT NULL
AND (SELECT relpersistence <> 't' FROM pg_class WHERE oid = to_regclass('commitment'))
"""


@dataclass(frozen=True, slots=True)
class Fitting:
    """The first codes, in their order, that fit a word in the best way in which any does, and which way that is."""

    how: int
    codes: list[str]


def has_finders(connection: Connection) -> bool:
    """Whether codes are to be found by the functions for roles that see a part."""
    return connection.dialect.name == "postgresql" and bool(connection.scalar(text(HAS_FINDERS)))


def squeeze(word: str) -> str:
    """A code without what stands between its parts."""
    return word.translate(dict.fromkeys(map(ord, "-. _/")))


def squeezed(code: ColumnElement[str]) -> ColumnElement[str]:
    """The same of a column that holds codes."""
    return func.replace(func.replace(code, "-", ""), ".", "")


def find_fitting(connection: Connection, wanted: str) -> Fitting | None:
    """The codes that end in a word, which is folded and in capitals; None where none does."""
    bare, code = squeeze(wanted), commitment.c.code
    if has_finders(connection):
        found = func.ctrack_access.codes_ending(wanted, bare, MOST_NAMED).table_valued("code", "how")
        rows = connection.execute(select(found.c.code, found.c.how).order_by(found.c.how, found.c.code)).all()
    else:
        ends, is_like = code.endswith(wanted, autoescape=True), squeezed(code).endswith(bare, autoescape=True)
        after_hyphen = code.endswith(f"-{wanted}", autoescape=True)
        how = case((squeezed(code) == bare, WHOLE), (after_hyphen, PART), (ends, ENDING), else_=SQUEEZED).label("how")
        statement = select(code, how).where(or_(ends, is_like)).order_by(how, code).limit(MOST_NAMED)
        rows = connection.execute(statement).all()
    return Fitting(rows[0].how, [row.code for row in rows if row.how == rows[0].how]) if rows else None


def find_paragraphs(connection: Connection, wanted: str, slug: str | None = None) -> list[tuple[str, dict[str, str]]]:
    """Codes and paragraphs, in the order of the codes, of whatever may have this folded text in its paragraph."""
    if len(wanted) >= SHORTEST and has_finders(connection):
        given = (write_pattern(wanted), slug or "")
        found = func.ctrack_access.codes_of_paragraph(*given).table_valued("code", "paragraph")
        return [(code, texts) for code, texts in connection.execute(select(found.c.code, found.c.paragraph))]
    statement = select(commitment.c.code, commitment.c.paragraph).where(commitment.c.paragraph.is_not(None))
    if slug is not None:
        statement = statement.join(instrument).where(instrument.c.slug == slug)
    if len(wanted) >= SHORTEST:
        # The text that is searched has the paragraph in it.
        statement = statement.where(holds_text(wanted))
    return [(code, texts) for code, texts in connection.execute(statement.order_by(commitment.c.code))]


def find_near(connection: Connection, wanted: str) -> list[str]:
    """The codes among which those are that are spelt most like a word: all, or of many some that may be."""
    last, code = wanted.rpartition("-")[2], commitment.c.code
    if has_finders(connection):
        given = (wanted, last, write_pattern(fold(last)), MOST_COMPARED, MOST_BESIDE)
        return list(connection.scalars(select(func.ctrack_access.codes_near(*given))))
    known = list(connection.scalars(select(code).limit(MOST_COMPARED + 1)))
    if len(known) <= MOST_COMPARED:
        return known
    before = select(code).where(code < wanted).order_by(code.desc())
    after = select(code).where(code >= wanted).order_by(code)
    several = [before, after]
    if len(last) >= SHORTEST:
        several.append(select(code).where(code.endswith(last, autoescape=True), holds_text(last)))
    found = [connection.scalars(each.limit(MOST_BESIDE)) for each in several]
    return list(dict.fromkeys(each for some in found for each in some))

"""Codes of commitments as users write them, found as the register spells them; also by a paragraph of the text.

Nothing here loads an entity: every listing begins with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain import failures
from ctrack.domain.failures import NotFound
from ctrack.domain.folding import fold
from ctrack.domain.messages import list_any
from ctrack.domain.nearness import nearest
from ctrack.services.lookups import find_instrument
from ctrack.store.code_search import MOST_NAMED, find_fitting, find_near, find_paragraphs, squeeze, squeezed
from ctrack.store.sql import Connection, commitment, instrument, select

# No code and no paragraph is as long, and what is longer is more than SQLite compares with an ending.
LONGEST = 10_000


def find_code(connection: Connection, word: str) -> str:
    """The full code that a word means, with its hyphens, dots and blanks or without them.

    An ending after a hyphen goes before any other: `21` means KWT-21 although XYZ-121 ends in it too.
    """
    wanted = fold(word).upper()
    if len(wanted) > LONGEST:
        raise failures.UnknownCode(code=word, nearest="")
    if is_code(connection, wanted):
        return wanted
    fitting = find_fitting(connection, wanted)
    if fitting is not None and len(fitting.codes) == 1:
        return fitting.codes[0]
    if fitting is not None:
        raise failures.AmbiguousCode(code=word, matches=list_any(fitting.codes))
    matches = find_by_paragraph(connection, word)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise failures.AmbiguousCode(code=word, matches=list_any(matches[:MOST_NAMED]))
    close = nearest(wanted, find_near(connection, wanted))
    raise failures.UnknownCode(code=word, nearest=failures.offer(close))


def find_by_paragraph(connection: Connection, word: str, slug: str | None = None) -> list[str]:
    """The codes of the commitments whose paragraph is that one, or ends in it: 140.7, 12, 3 (a); of one instrument."""
    wanted = fold(word)
    return [
        code
        for code, texts in find_paragraphs(connection, wanted, slug)
        if any(fold(text) == wanted or fold(text).endswith(f" {wanted}") for text in texts.values())
    ]


def find_in_instrument(connection: Connection, words: Sequence[str]) -> str | None:
    """The code that a name of an instrument and a paragraph of it are, or the end of a code of it; None for others."""
    try:
        slug = find_instrument(connection, words[0])
    except NotFound:
        return None
    rest = " ".join(words[1:])
    of_it = select(commitment.c.code).join(instrument).where(instrument.c.slug == slug)
    ending = commitment.c.code.endswith(f"-{fold(rest).upper()}", autoescape=True)
    found = list(connection.scalars(of_it.where(ending).order_by(commitment.c.code)))
    matches = found or find_by_paragraph(connection, rest, slug)
    if len(matches) > 1:
        raise failures.AmbiguousCode(code=" ".join(words), matches=list_any(matches[:MOST_NAMED]))
    return str(matches[0]) if matches else None


def find_whole_code(connection: Connection, word: str) -> str | None:
    """The code that a word is in whatever case, also without its hyphens, dots and blanks: kwt25, KWT 25."""
    wanted, code = fold(word).upper(), commitment.c.code
    if is_code(connection, wanted):
        return wanted
    bare = squeeze(wanted)
    matches = connection.scalars(select(code).where(squeezed(code) == bare).limit(2)).all() if bare else []
    return str(matches[0]) if len(matches) == 1 else None


def is_code(connection: Connection, wanted: str) -> bool:
    """Whether a commitment has this very code."""
    return connection.scalar(select(commitment.c.code).where(commitment.c.code == wanted)) is not None


def split_codes(connection: Connection, words: Sequence[str]) -> tuple[str, ...]:
    """Words that are codes, or are one together (KWT 25): as many codes as are meant, each once."""
    whole = find_whole_code(connection, " ".join(words))
    if whole is None and len(words) > 1:
        whole = find_in_instrument(connection, words)
    if whole is not None:
        return (whole,)
    return tuple(dict.fromkeys(code for item in words for code in split_list(connection, item)))


def split_list(connection: Connection, item: str) -> list[str]:
    """The code that a word is, or the codes with commas between them; a paragraph may have commas in it."""
    try:
        return [find_code(connection, item)]
    except failures.UnknownCode:
        words = [word for word in item.split(",") if word]
        if len(words) < 2:
            raise
        return [find_code(connection, word) for word in words]

"""Names as users write them, found as the register spells them: codes, instruments, parties, agencies and the like.

Nothing here loads an entity: every listing begins with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from ctrack.domain import failures
from ctrack.domain.failures import NotFound, UnknownSection, marked, offer
from ctrack.domain.folding import fold
from ctrack.domain.nearness import nearest
from ctrack.services.states import read_long_codes
from ctrack.store.tables import agency, commitment, instrument, party, person, section, undertaking


class UnknownAgency(NotFound):
    message = marked(
        "There is no agency {code} in this register.{nearest} 'ctrack agency add CODE --name ...' adds one."
    )


class UnknownPerson(NotFound):
    message = marked("There is nobody named {name} in this register.{nearest} 'ctrack person add NAME' adds somebody.")


def find_code(connection: Connection, word: str) -> str:
    """The full code that a word means, with its hyphens, dots and blanks or without them.

    An ending after a hyphen goes before any other: `21` means KWT-21 although XYZ-121 ends in it too.
    """
    whole = find_whole_code(connection, word)
    if whole is not None:
        return whole
    wanted, code = fold(word).upper(), commitment.c.code
    for fits in (
        code.endswith(f"-{wanted}", autoescape=True),
        code.endswith(wanted, autoescape=True),
        squeezed(code).endswith(squeeze(wanted), autoescape=True),
    ):
        matches = list(connection.scalars(select(code).where(fits).order_by(code).limit(6)))
        if len(matches) == 1:
            return str(matches[0])
        if matches:
            raise failures.AmbiguousCode(code=word, matches=", ".join(matches))
    known = connection.scalars(select(code)).all()
    raise failures.UnknownCode(code=word, nearest=failures.offer(nearest(wanted, known)))


def find_whole_code(connection: Connection, word: str) -> str | None:
    """The code that a word is in whatever case, also without its hyphens, dots and blanks: kwt25, KWT 25."""
    wanted, code = fold(word).upper(), commitment.c.code
    if connection.scalar(select(code).where(code == wanted)):
        return wanted
    bare = squeeze(wanted)
    matches = connection.scalars(select(code).where(squeezed(code) == bare).limit(2)).all() if bare else []
    return str(matches[0]) if len(matches) == 1 else None


def split_codes(connection: Connection, words: Sequence[str]) -> tuple[str, ...]:
    """Words that are codes, or are one together (KWT 25): as many codes as are meant, each once."""
    whole = find_whole_code(connection, " ".join(words))
    if whole is not None:
        return (whole,)
    return tuple(dict.fromkeys(find_code(connection, word) for item in words for word in item.split(",") if word))


def squeeze(word: str) -> str:
    """A code without what stands between its parts."""
    return word.translate(dict.fromkeys(map(ord, "-. _/")))


def squeezed(code: ColumnElement[str]) -> ColumnElement[str]:
    """The same of a column that holds codes."""
    return func.replace(func.replace(code, "-", ""), ".", "")


def find_instrument(connection: Connection, word: str) -> str:
    """The slug that a word means: the slug itself, or any part of one that fits no other."""
    slugs = list(connection.scalars(select(instrument.c.slug).order_by(instrument.c.ordinal)))
    wanted = fold(word)
    fitting = [slug for slug in slugs if slug == wanted] or [slug for slug in slugs if wanted in slug]
    if len(fitting) == 1:
        return str(fitting[0])
    raise failures.UnknownInstrument(slug=word, known=", ".join(nearest(wanted, slugs) or slugs))


def find_section(connection: Connection, word: str) -> str:
    """The slug that a word means; several instruments may have a section of that name."""
    slugs = list(connection.scalars(select(section.c.slug).distinct().order_by(section.c.slug)))
    wanted = fold(word)
    fitting = [slug for slug in slugs if slug == wanted] or [slug for slug in slugs if slug.startswith(wanted)]
    if len(fitting) == 1:
        return str(fitting[0])
    raise UnknownSection(slug=word, nearest=", ".join(fitting or nearest(wanted, slugs) or slugs))


def check_party(connection: Connection, code: str) -> str:
    """The code of a party of the register, as it is spelled there; a State's may have three letters."""
    codes = list(connection.scalars(select(party.c.code).order_by(party.c.code)))
    wanted = code.upper()
    if wanted not in codes:
        wanted = read_long_codes().get(wanted, wanted)
    if wanted not in codes:
        raise failures.UnknownParty(code=code, known=", ".join(codes))
    return wanted


def find_agency(connection: Connection, word: str) -> str:
    """The code of an agency as the register spells it; raises UnknownAgency."""
    codes = list(connection.scalars(select(agency.c.code).order_by(agency.c.code)))
    wanted = fold(word)
    if wanted not in codes:
        raise UnknownAgency(code=word, nearest=offer(nearest(wanted, codes)))
    return wanted


class UnknownTag(NotFound):
    message = marked("Nothing has the tag {tag}.{nearest} 'ctrack help filters' tells what a filter takes.")


def check_tag(connection: Connection, tag: str) -> None:
    """Refuse a tag that nothing has: it is a slip of the pen, or an option that does not exist."""
    wanted = fold(tag)
    tags = {word for words in connection.scalars(select(undertaking.c.tags).distinct()) for word in words.split()}
    if wanted not in tags:
        raise UnknownTag(tag=tag, nearest=offer(nearest(wanted, sorted(tags))))


def find_person(connection: Connection, word: str) -> str:
    """The name of a person as the register spells it: the whole name, or a part that fits nobody else."""
    names = list(connection.scalars(select(person.c.name).order_by(person.c.name)))
    wanted = fold(word)
    fitting = [name for name in names if fold(name) == wanted] or [
        name for name in names if wanted and wanted in fold(name)
    ]
    if len(fitting) != 1:
        raise UnknownPerson(name=word, nearest=offer(fitting or nearest(word, names)))
    return str(fitting[0])

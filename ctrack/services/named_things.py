"""What a word names in the register: a commitment, an instrument, a section, an agency or a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection, select

from ctrack.domain.failures import Misused, NotFound, marked, offer
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.messages import list_any
from ctrack.domain.nearness import nearest
from ctrack.services.known_codes import find_code, find_whole_code
from ctrack.services.lookups import choose, find_agency, find_instrument, find_person, read_named
from ctrack.store.tables import agency, commitment, instrument, person, section

COMMITMENT, INSTRUMENT, SECTION, AGENCY, PERSON = "code", "instrument", "section", "agency", "person"


class SeveralThings(NotFound):
    message = marked("{word} is more than one thing here: {things}. Write one of these.")


class NothingNamed(NotFound):
    message = marked("Nothing in this register is named {word}.{nearest}")


class SectionWithoutInstrument(Misused):
    message = marked("Sections of several instruments may be named alike: write INSTRUMENT/SECTION, as in {example}.")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the register: what it is, and its key: the code, the slug, SLUG/SECTION, or the name of a person."""

    kind: str
    key: str


def find_section_within(connection: Connection, word: str) -> str:
    """The key of a section, which is written behind its instrument and a slash."""
    whole, slash, part = word.rpartition("/")
    if not slash:
        raise SectionWithoutInstrument(example=f"own/{word}")
    slug = find_instrument(connection, whole)
    statement = select(section.c.slug, section.c.title).join(instrument).where(instrument.c.slug == slug)
    found = read_named(connection, statement.order_by(section.c.ordinal))
    names = [f"{slug}/{key}" for key in nearest(fold(part), found) or found]
    return f"{slug}/{choose(part, found, lambda: NothingNamed(word=word, nearest=offer(names)))}"


FINDERS: dict[str, Callable[..., str]] = {
    COMMITMENT: find_code,
    INSTRUMENT: find_instrument,
    SECTION: find_section_within,
    AGENCY: find_agency,
    PERSON: find_person,
}


def find_thing(connection: Connection, word: str, *kinds: str) -> Named:
    """The thing of one of these kinds that a word names; what it is may stand before it, as in `agency:moi`.

    A whole code, slug or name goes before a part of one. Raises SeveralThings where it names several.
    """
    kind, colon, rest = word.partition(":")
    if colon and kind in kinds:
        return Named(kind, FINDERS[kind](connection, rest))
    found = list(find_whole(connection, word, kinds)) or list(find_part(connection, word, kinds))
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralThings(word=word, things=list_any(f"{each.kind}:{each.key}" for each in found))
    known = [key for kind in kinds for key in list_keys(connection, kind)]
    raise NothingNamed(word=word, nearest=offer(nearest(fold(word), known)))


def find_whole(connection: Connection, word: str, kinds: tuple[str, ...]) -> Iterator[Named]:
    """What has the word as its whole key."""
    for kind in kinds:
        if kind == COMMITMENT:
            code = find_whole_code(connection, word)
            if code is not None:
                yield Named(kind, code)
        else:
            yield from (Named(kind, key) for key in list_keys(connection, kind) if fold(key) == fold(word))


def find_part(connection: Connection, word: str, kinds: tuple[str, ...]) -> Iterator[Named]:
    """What the word names otherwise: by an ending of the code, a paragraph, a symbol, a title, or words of a name.

    Whoever looks for a thing here changes it, so that letters within a word are not enough.
    """
    by_words = {kind: partial(FINDERS[kind], by_words=True) for kind in (INSTRUMENT, AGENCY, PERSON)}
    for kind in kinds:
        try:
            yield Named(kind, by_words.get(kind, FINDERS[kind])(connection, word))
        except (NotFound, SectionWithoutInstrument):
            continue


def list_keys(connection: Connection, kind: str) -> list[str]:
    """Every key of a kind."""
    if kind == SECTION:
        both = select(instrument.c.slug, section.c.slug).select_from(section.join(instrument))
        return [f"{whole}/{part}" for whole, part in connection.execute(both)]
    columns = {
        COMMITMENT: commitment.c.code, INSTRUMENT: instrument.c.slug, AGENCY: agency.c.code, PERSON: person.c.name,
    }  # fmt: skip
    return list(connection.scalars(select(columns[kind])))

"""Names as users write them, found as the register spells them: instruments, sections, parties, agencies, people.

Nothing here loads an entity: every listing begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ctrack.domain import failures
from ctrack.domain.failures import NotFound, UnknownSection, marked, offer
from ctrack.domain.folding import fold
from ctrack.domain.messages import list_all, list_any
from ctrack.domain.nearness import nearest
from ctrack.domain.themes import read_themes
from ctrack.services.states import read_long_codes
from ctrack.store.sql import (
    Connection,
    Select,
    agency,
    instrument,
    literal_column,
    party,
    person,
    section,
    select,
    undertaking,
)

_WORD = re.compile(r"[^\W_]+")


class UnknownAgency(NotFound):
    message = marked(
        "There is no agency {code} in this register.{nearest} 'ctrack agency add CODE --name ...' adds one."
    )


class AmbiguousName(NotFound):
    message = marked("{name} fits more than one: {matches}. Write more of the name, or one of these.")


class UnknownPerson(NotFound):
    message = marked("There is nobody named {name} in this register.{nearest} 'ctrack person add NAME' adds somebody.")


class UnknownTheme(NotFound):
    message = marked("There is no theme {theme}.{nearest} Known: {known}.")


def find_instrument(connection: Connection, word: str, *, by_words: bool = False) -> str:
    """The slug of the instrument that a word means: by its slug, symbol or title in any language, or a part of one."""
    columns = instrument.c.slug, instrument.c.symbol, instrument.c.title
    found = read_named(connection, select(*columns).order_by(instrument.c.ordinal))
    known = list_any(nearest(fold(word), found) or found)
    return choose(word, found, lambda: failures.UnknownInstrument(slug=word, known=known), by_words=by_words)


def find_section(connection: Connection, word: str) -> str:
    """The slug of the section that a word means, by its slug or title; several instruments may have one so named."""
    found = read_named(connection, select(section.c.slug, section.c.title).order_by(section.c.slug))
    return choose(word, found, lambda: UnknownSection(slug=word, nearest=list_any(nearest(fold(word), found) or found)))


def check_party(connection: Connection, word: str) -> str:
    """The code of the party that a word means: by its code, which a State may have in three letters, or by its name."""
    found = read_named(connection, select(party.c.code, party.c.name).order_by(party.c.code))
    long = read_long_codes().get(word.upper()) if word.upper() not in found else None

    def unknown() -> NotFound:
        close = offer(nearest_of(word, found))
        return failures.UnknownParty(code=word, nearest=close, known=list_all(found))

    return choose(long or word, found, unknown)


def find_agency(connection: Connection, word: str, *, by_words: bool = False) -> str:
    """The code of the agency that a word means: by its code or its name in any language, or a part of that."""
    found = read_named(connection, select(agency.c.code, agency.c.name).order_by(agency.c.code))
    return choose(
        word, found, lambda: UnknownAgency(code=word, nearest=offer(nearest_of(word, found))), by_words=by_words
    )


def find_person(connection: Connection, word: str, *, by_words: bool = False) -> str:
    """The name of the person that a word means: by the name, the e-mail address, or a part that fits nobody else."""
    found = read_named(connection, select(person.c.name, person.c.email).order_by(person.c.name))
    return choose(
        word, found, lambda: UnknownPerson(name=word, nearest=offer(nearest_of(word, found))), by_words=by_words
    )


def find_theme(word: str) -> str:
    """The key of the theme that a word means: by its key or its name in any language, or a part of that."""
    found = {key: {fold(key), *map(fold, words.values())} for key, words in read_themes().items()}
    return choose(
        word, found, lambda: UnknownTheme(theme=word, nearest=offer(nearest_of(word, found)), known=list_all(found))
    )


Named = dict[str, set[str]]


def read_named(connection: Connection, statement: Select[Any]) -> Named:
    """What a statement finds: its keys, each with all the folded names by which people call it."""
    found: Named = {}
    for key, *names in connection.execute(statement):
        texts = (text for name in names if name for text in (name.values() if isinstance(name, dict) else [name]))
        found.setdefault(key, {fold(key)}).update(map(fold, texts))
    return found


def choose(word: str, found: Named, unknown: Callable[[], NotFound], *, by_words: bool = False) -> str:
    """The key that a word means; raises AmbiguousName where it fits several, and what `unknown` makes where none.

    A key as it is spelled goes before one of another spelling, that before a whole name, that before a part of a key,
    and that before a part of a name. `by_words` a part is whole words, as it is wanted where something is changed: an
    "all" within another word names nothing.
    """
    wanted = fold(word)

    def is_part(name: str) -> bool:
        return split_words(wanted) in split_words(name) if by_words else wanted in name

    fits: tuple[Callable[[str, set[str]], bool], ...] = (
        lambda key, names: word == key,
        lambda key, names: wanted == fold(key),
        lambda key, names: wanted in names,
        lambda key, names: is_part(fold(key)),
        lambda key, names: any(map(is_part, names)),
    )
    for fit in fits if wanted else ():
        keys = [key for key, names in found.items() if fit(key, names)]
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise AmbiguousName(name=word, matches=list_any(sorted(keys, key=fold)))
    raise unknown()


def split_words(name: str) -> str:
    """The words of a name, with blanks around each."""
    return " ".join(("", *_WORD.findall(name), ""))


def nearest_of(word: str, found: Named) -> list[str]:
    """The keys whose key or name is spelt most like the word."""
    by_name = {part: key for key, names in found.items() for name in names for part in (name, *name.split())}
    return list(dict.fromkeys(by_name[name] for name in nearest(fold(word), by_name)))


class UnknownTag(NotFound):
    message = marked("Nothing has the tag {tag}.{nearest} 'ctrack help filters' tells what a filter takes.")


def check_tag(connection: Connection, tag: str) -> None:
    """Refuse a tag that nothing has: it is a slip of the pen, or an option that does not exist."""
    wanted = fold(tag)
    there = select(undertaking.c.tags).where(undertaking.c.tags != literal_column("''")).distinct()
    tags = {word for words in connection.scalars(there) for word in words.split()}
    if wanted not in tags:
        raise UnknownTag(tag=tag, nearest=offer(nearest(wanted, sorted(tags))))

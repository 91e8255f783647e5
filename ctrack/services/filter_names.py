"""What a filter names, found in the register and put as that spells it: instruments, parties, people, codes, tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from ctrack.domain.failures import NotFound
from ctrack.domain.filters import And, Node, Not, Or, Tag, Term, Words, write_filter
from ctrack.domain.filters.filter_fields import ABSENT, PRESENT
from ctrack.domain.frozen import replace
from ctrack.services.known_codes import find_whole_code
from ctrack.services.lookups import (
    check_party,
    check_tag,
    find_agency,
    find_instrument,
    find_person,
    find_section,
    find_theme,
)
from ctrack.store.sql import Connection

CHECKS: dict[str, Callable[[Connection, str], str]] = {
    "instrument": find_instrument,
    "section": find_section,
    "party": check_party,
    "agency": find_agency,
    "person": find_person,
    "theme": lambda connection, word: find_theme(word),
}
_COMMA = re.compile("[,،]")


def check_names(connection: Connection, node: Node | None) -> Node | None:
    """The filter with each name as the register spells it, and codes for the words that are some.

    A name that the register does not hold is refused.
    """
    match node:
        case And(parts):
            found = tuple(check_parts(connection, parts))
            return found[0] if len(found) == 1 else And(found)
        case Or(parts):
            return Or(tuple(filter(None, (check_names(connection, part) for part in parts))))
        case Not(part):
            inner = check_names(connection, part)
            return Not(inner) if inner else None
        case Tag(name=name):
            check_tag(connection, name)
            return node
        case Words():
            codes = find_codes(connection, node)
            return Term("code", "is", codes) if codes else node
        case Term(field="code", values=values):
            return replace(node, values=tuple(find_whole_code(connection, value) or value for value in values))
        case Term(field=name, values=values) if name in CHECKS:
            return replace(node, values=tuple(check_name(connection, name, value) for value in values))
        case _:
            return node


def check_parts(connection: Connection, parts: Sequence[Node]) -> Iterator[Node]:
    """The parts of what must all hold; codes side by side are any of them, for no commitment has two."""
    place = 0
    while place < len(parts):
        codes, count = find_run(connection, parts[place:])
        if count:
            yield Term("code", "is", codes)
        else:
            whole, count = find_whole_name(connection, parts[place:])
            checked = whole or check_names(connection, parts[place])
            if checked is not None:
                yield checked
        place += count or 1


def find_run(connection: Connection, parts: Sequence[Node]) -> tuple[tuple[str, ...], int]:
    """The codes with which the parts begin, and how many parts they are."""
    found: list[str] = []
    count = 0
    for part in parts:
        codes = find_codes(connection, part) if isinstance(part, Words) else ()
        if not codes:
            break
        found += codes
        count += 1
    return tuple(dict.fromkeys(found)), count


def find_codes(connection: Connection, words: Words) -> tuple[str, ...]:
    """The codes that a word is, or several with commas between them; none where it is quoted or a text."""
    if words.is_quoted or not any(sign.isdecimal() for sign in words.text):
        return ()
    codes = [find_whole_code(connection, word) for word in _COMMA.split(words.text) if word]
    return tuple(code for code in codes if code) if all(codes) else ()


def find_whole_name(connection: Connection, parts: Sequence[Node]) -> tuple[Term | None, int]:
    """A name of several words that stood in one word of the command line, 'person:Amal Said', and how many parts it is.

    The longest name goes first; where only the first word is one, the others are texts of their own.
    """
    first = parts[0]
    if not (isinstance(first, Term) and first.field in CHECKS and first.values):
        return None, 0
    tail: list[str] = []
    for part in parts[1:]:
        if not (isinstance(part, Words) and part.continues and not part.is_quoted):
            break
        tail.append(part.text)
    for count in range(len(tail), 0, -1):
        *others, last = first.values
        try:
            name = check_name(connection, first.field, " ".join([last, *tail[:count]]))
        except NotFound:
            continue
        names = (*(check_name(connection, first.field, value) for value in others), name)
        return replace(first, values=names), count + 1
    return None, 0


def check_name(connection: Connection, field: str, value: str) -> str:
    """A value of a field as the register spells it; what asks for absence or presence stays."""
    return value if value in (ABSENT, PRESENT) else CHECKS[field](connection, value)


def find_terms(connection: Connection, node: Node) -> tuple[str, ...]:
    """The terms that a text of a filter would be if it were a name of the register: Interior may be agency:moi."""
    if not isinstance(node, Words):
        return ()
    found: list[str] = []
    for field, check in CHECKS.items():
        with suppress(NotFound):
            found.append(write_filter(Term(field, "is", (check(connection, node.text),))))
    return tuple(found)

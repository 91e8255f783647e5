"""What a single filter word says: a field with its values, a tag, or text.

A word of the form `name:value` is a field or an error, never text; an address (`http://...`) is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import cast

from ctrack.domain.failures import Failure
from ctrack.domain.filters.filter_fields import FIELDS, Field
from ctrack.domain.filters.lexer import QUOTED, Token
from ctrack.domain.filters.mistakes import (
    BackwardSpan,
    BadDate,
    BadNumber,
    BadTag,
    EmptyValue,
    UnknownField,
    UnknownRelation,
    UnknownValue,
)
from ctrack.domain.filters.spoken_words import find_spoken, spoken_fields
from ctrack.domain.filters.synonyms import (
    FIELD_SYNONYMS,
    RELATION_SYNONYMS,
    find_meaning,
    folded,
    key_of,
    names_of,
    names_of_fields,
)
from ctrack.domain.filters.tree import Node, Not, Relation, Span, Tag, Term, Words
from ctrack.domain.messages import list_any
from ctrack.domain.nearness import nearest

ReadDate = Callable[[str], Span]

SPAN_MARK = ".."

# The vowel marks of Arabic are no letters to `re`, yet may be typed within a name.
_PART_OF_NAME = r"[\w\u064b-\u0652\u0670-]*"
_NAMED = re.compile(rf"(?P<minus>-?)(?P<name>[^\W\d]{_PART_OF_NAME}(?:\.{_PART_OF_NAME})?):")
_TAG = re.compile(r"[+-]\w[\w.-]*")
_COMMA = re.compile("[,،]")


def read_word(token: Token, read_date: ReadDate) -> Node:
    """The node that a token of kind WORD stands for; raises a FilterError.

    `read_date` gives the first and last day that a text names and raises a ValueError or a Failure otherwise.
    """
    named = _NAMED.match(token.bare)
    if named and not _is_address(token, named):
        term = _read_term(token, named, read_date)
        return Not(term) if named["minus"] else term
    if token.bare[:1] in {"+", "-"} and len(token.text) > 1:
        return _read_tag(token)
    return Words(token.text, is_quoted=QUOTED in token.bare, continues=token.continues)


def find_field(name: str) -> Field | None:
    """The field of that name or synonym, in any case, if there is one."""
    key = key_of(name)
    meant = FIELD_SYNONYMS.get(key) or (None if key in FIELDS else find_spoken(spoken_fields(), key))
    return FIELDS.get(meant or key)


def find_value(field: Field, value: str) -> str | None:
    """The canonical word of the field that the value stands for, if it is one."""
    meant = find_meaning(field.name, value)
    return meant if meant in field.words else None


def _is_address(token: Token, named: re.Match[str]) -> bool:
    base, _, _ = named["name"].partition(".")
    return token.bare.startswith("//", named.end()) and find_field(base) is None


def _read_tag(token: Token) -> Tag:
    if not _TAG.fullmatch(token.text):
        raise BadTag(tag=token.text, column=token.column)
    return Tag(token.text[1:], wanted=token.text[0] == "+")


def _read_term(token: Token, named: re.Match[str], read_date: ReadDate) -> Term:
    base, dot, relation = named["name"].partition(".")
    field = find_field(base)
    if field is None:
        raise _unknown_field(named["name"], token)
    kind = _read_relation(field, relation, token) if dot else "is"
    words: list[str] = []
    dates: list[Span] = []
    for value in _split_values(token, named.end()):
        if not value.strip():
            raise EmptyValue(field=named["name"], column=token.column)
        read = _read_value(field, kind, value, token, read_date)
        if isinstance(read, str):
            words.append(read)
        else:
            dates.append(read)
    shown = cast(Relation, "is" if kind == "on" else kind)
    return Term(field.name, shown, tuple(dict.fromkeys(words)), token.column, tuple(dict.fromkeys(dates)))


def _read_relation(field: Field, relation: str, token: Token) -> str:
    key = key_of(relation)
    kind = RELATION_SYNONYMS.get(key, key)
    if kind not in field.relations:
        offers = list_any(field.forms)
        raise UnknownRelation(field=field.name, relation=relation, column=token.column, nearest=offers)
    return kind


def _split_values(token: Token, start: int) -> list[str]:
    cuts = [start - 1, *(comma.start() for comma in _COMMA.finditer(token.bare, start)), len(token.text)]
    return [token.text[left + 1 : right] for left, right in pairwise(cuts)]


def _read_value(field: Field, kind: str, value: str, token: Token, read_date: ReadDate) -> str | Span:
    """The value as a canonical word, number or text, or as a span of days."""
    word = find_value(field, value) if kind == "is" else None
    if word is not None:
        return word
    if field.takes_numbers:
        return _read_number(field, value, token)
    if field.takes_dates:
        return _read_span(field, kind, value, token, read_date)
    if field.values is None:
        return value
    raise _unknown_value(field, value, token)


def _read_number(field: Field, value: str, token: Token) -> str:
    digits = value.strip().removesuffix("%").removesuffix("٪")
    if digits.isdecimal() and len(digits) <= len("100") and int(digits) <= 100:
        return str(int(digits))
    raise BadNumber(field=field.name, value=value, column=token.column)


def _read_span(field: Field, kind: str, value: str, token: Token, read_date: ReadDate) -> Span:
    try:
        first, last = _read_days(value, read_date)
    except (ValueError, Failure) as error:
        if kind == "is" and _nearest_values(field, value):
            raise _unknown_value(field, value, token) from error
        raise BadDate(field=field.name, value=value, column=token.column, reason=error) from error
    if last < first:
        raise BackwardSpan(field=field.name, value=value, column=token.column)
    return {"before": (first, first), "after": (last, last)}.get(kind, (first, last))


def _read_days(value: str, read_date: ReadDate) -> tuple[date, date]:
    """The first and the last day of `date` or of `date..date`."""
    left, mark, right = value.partition(SPAN_MARK)
    first, last = read_date(left)
    return (first, read_date(right)[1]) if mark else (first, last)


def _unknown_field(name: str, token: Token) -> UnknownField:
    forms = [form.rstrip(":") for field in FIELDS.values() for form in field.forms]
    offers = nearest(name, (*forms, *names_of_fields())) or FIELDS
    return UnknownField(name=name, word=token.text, column=token.column, nearest=list_any(offers))


def _unknown_value(field: Field, value: str, token: Token) -> UnknownValue:
    offers = _nearest_values(field, value) or field.words
    return UnknownValue(field=field.name, value=value, column=token.column, nearest=list_any(offers))


def _nearest_values(field: Field, value: str) -> list[str]:
    return nearest(folded(value), (*field.words, *names_of(field.name)))

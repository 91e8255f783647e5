"""A link as it is typed: two codes, and how the first relates to the second."""

from __future__ import annotations

from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem

from ctrack.cli.params.filters import complete_codes
from ctrack.cli.params.notes import detect_language
from ctrack.domain.failures import Misused, marked, offer
from ctrack.domain.fields.vocabularies import RELATIONS
from ctrack.domain.messages import list_any
from ctrack.domain.nearness import nearest
from ctrack.domain.vocabulary import Relation


class LinkShape(Misused):
    message = marked(
        "Write a code, how it relates, and another code or an instrument: ctrack {command} KWT-12 subset GCTS-II-13. "
        "It relates by {known}."
    )


class UnknownLinkRelation(Misused):
    message = marked("{word} is no relation.{nearest} There is {known}.")


def complete_link(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes, and the relations that begin so."""
    relations = [word for word in RELATIONS.keys if incomplete and word.startswith(incomplete.lower())]
    return [CompletionItem(word) for word in relations] + complete_codes(context, parameter, incomplete)


def read_relation(word: str) -> Relation | None:
    """The relation that a word means, in either language."""
    from ctrack.domain.filters.synonyms import find_meaning

    key = find_meaning("relation", word)
    return Relation(key) if key in RELATIONS.keys else None


def read_link(words: Sequence[str], command: str) -> tuple[str, Relation, str]:
    """The first, the relation and the second; the relation may stand between the two or behind them."""
    if len(words) != 3:
        raise LinkShape(command=command, known=list_any(RELATIONS.keys))
    first, *rest = words
    for relation, other in (rest, rest[::-1]):
        found = read_relation(relation)
        if found is not None:
            return first, found, other
    names = [*RELATIONS.keys, *RELATIONS.names]
    near = offer(nearest(rest[0], names))
    raise UnknownLinkRelation(word=rest[0], nearest=near, known=list_any(RELATIONS.keys))


def read_pair(words: Sequence[str], command: str) -> tuple[str, Relation | None, str]:
    """The same, where the relation may be left out."""
    if len(words) == 2:
        return words[0], None, words[1]
    return read_link(words, command)


def read_reasons(texts: Sequence[str]) -> dict[str, str] | None:
    """The reasons that were typed, each in the language of its letters."""
    return {detect_language(text): text for text in texts if text.strip()} or None

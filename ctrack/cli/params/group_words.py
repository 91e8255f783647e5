"""Words behind a group of commands that name none of them: refused with the line that does what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.cli.params.format_words import PLAIN
from ctrack.domain.failures import Misused, marked
from ctrack.domain.messages import list_all

# What somebody means who types a name where a command is awaited.
LINES = {
    "agency": "list agency:{}",
    "config": "config get {}",
    "context": "context use {}",
    "instrument": "instrument show {}",
    "pack": "pack make --agency {}",
    "party": "list party:{}",
    "person": "list person:{}",
}


class NoSuchInner(Misused):
    message = marked("There is no command {word} of 'ctrack {group}'. It has {known}.")


class MeansALine(Misused):
    message = marked("There is no command {word} of 'ctrack {group}'. Did you mean 'ctrack {line}'? It has {known}.")


def refuse_inner(group: str, word: str, known: Sequence[str]) -> None:
    """Refuse a word that no command of the group is near to; `known` are its commands."""
    if group in LINES and PLAIN.fullmatch(word):
        raise MeansALine(word=word, group=group, line=LINES[group].format(word), known=list_all(known))
    raise NoSuchInner(word=word, group=group, known=list_all(known))

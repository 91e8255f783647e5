"""Catalogues of messages that a test puts in the place of those that are shipped."""

from __future__ import annotations

from ctrack.cli.params import command_names
from ctrack.domain.filters import plain_words, spoken_words
from ctrack.text import language

CACHES = (
    language.known_languages,
    language._read_catalogue,
    command_names.names_in,
    command_names._commands,
    spoken_words._fields,
    spoken_words._values,
    plain_words._terms,
    plain_words._beginnings,
)


def forget_catalogues() -> None:
    """What was read of catalogues is read again."""
    for cached in CACHES:
        cached.cache_clear()

"""What a setting is: its key, what it may be, and what it means; tables of settings are made of this."""

from __future__ import annotations

from typing import Any, NamedTuple

# What a setting takes. A list is a tuple wherever it is handed on.
TEXT, NUMBER, SWITCH, PATH = "text", "number", "switch", "path"
# An address whose path is a secret by itself.
LINK = "link"
OFFSETS, DAYS, KEYS = LISTS = ("offsets", "days", "keys")
MOST = 99999


class Setting(NamedTuple):
    """A setting: its key, the environment variable that overrides it, its default and what it means.

    `words` are all that it may be; without them `kind` says what it takes, of numbers from 0 to `most`.
    """

    key: str
    variable: str | None
    default: Any
    help: str
    words: tuple[str, ...] | None = None
    kind: str = TEXT
    most: int = MOST

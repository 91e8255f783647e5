"""What commands are called in the languages of the catalogues, and the keys of an Arabic keyboard.

A name is compared as texts are searched (ctrack.domain.folding): without vowel marks and hamzas.
"""

from __future__ import annotations

import re
from functools import cache

from ctrack.cli.command_table import COMMANDS
from ctrack.domain.folding import fold
from ctrack.text.language import ENGLISH, current_language, known_languages, translate_into

# The messages whose translation holds the names of a command, with commas between them; help shows the first one. What
# a command of a group is called, whatever the group, is said by the second.
MESSAGE = "command: {name}"
INNER = "command of a group: {name}"

# The commands of a group; None for those of the table.
Group = tuple[str, ...] | None


@cache
def names_in(language: str, group: Group = None) -> dict[str, tuple[str, ...]]:
    """What commands are called in a language, by the name of the table or group; English has that alone."""
    message, names = (MESSAGE, tuple(COMMANDS)) if group is None else (INNER, group)
    said = {name: translate_into(language, message.format(name=name)) for name in names}
    return {
        name: tuple(word.strip() for word in re.split("[,،]", text))
        for name, text in said.items()
        if language != ENGLISH and text != message.format(name=name)
    }


@cache
def _commands(language: str, group: Group) -> dict[str, str]:
    return {fold(word): name for name, words in names_in(language, group).items() for word in words}


def _languages(word: str) -> tuple[str, ...]:
    """The languages in which a word may name a command: the one spoken, and all others where its letters tell."""
    return (current_language(),) if word.isascii() else (current_language(), *known_languages())


# The keys of the Arabic keyboard (101), and what they write when it is switched to Latin.
_ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"
# One key writes two letters.
_TWO, _KEY_OF_TWO = "لا", "b"
_TO_LATIN = str.maketrans(_ARABIC_KEYS, _LATIN_KEYS)
_TO_ARABIC = str.maketrans(_LATIN_KEYS, _ARABIC_KEYS)


def find_command(word: str, group: Group = None) -> str | None:
    """The command of a name in another language than English, however it is spelled; None of another word."""
    # An article before a name says nothing: التقرير.
    asked = dict.fromkeys((fold(word), fold(word).removeprefix("ال")))
    tables = [_commands(code, group) for code in _languages(word)]
    return next((table[name] for table in tables for name in asked if name in table), None)


def say_name(command: str) -> str:
    """What help calls a command in the language spoken; nothing where it has no name there."""
    return names_in(current_language()).get(command, ("",))[0]


def say_inner(command: str) -> str:
    """What help calls a command of a group in the language spoken; nothing where it has no name there."""
    return names_in(current_language(), (command,)).get(command, ("",))[0]


def every_name(word: str, group: Group = None) -> list[str]:
    """The names that may have been meant by a mistyped one."""
    named = (names for code in _languages(word) for names in names_in(code, group).values())
    return [*(COMMANDS if group is None else group), *dict.fromkeys(name for names in named for name in names)]


def complete_names(incomplete: str, group: Group = None) -> list[tuple[str, str]]:
    """The names in other languages that begin so, each with its command; none before a letter is typed."""
    begun = fold(incomplete)
    if not begun:
        return []
    offered = {names[0]: found for code in _languages(incomplete) for found, names in names_in(code, group).items()}
    return [(name, command) for name, command in offered.items() if fold(name).startswith(begun)]


def switch_keys(word: str) -> str:
    """What the keys would have written with the keyboard switched: Latin for Arabic letters, Arabic for Latin ones."""
    if word.isascii():
        return word.lower().translate(_TO_ARABIC).replace(_KEY_OF_TWO, _TWO)
    return word.replace(_TWO, _KEY_OF_TWO).translate(_TO_LATIN)

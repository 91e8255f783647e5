"""Lines that were typed with the keyboard switched to another script: recognized, and answered with what was meant."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.cli.command_table import COMMANDS
from ctrack.cli.params.command_names import find_command, switch_keys
from ctrack.cli.params.format_words import PLAIN
from ctrack.domain.failures import Misused, marked


class WrongKeyboard(Misused):
    message = marked("{word} was typed with the keyboard switched to another language. Did you mean 'ctrack {line}'?")


def refuse_slip(word: str, rest: Sequence[str]) -> None:
    """Refuse a command whose keys write another one when the keyboard is switched; other words pass."""
    meant = switch_keys(word)
    if meant not in COMMANDS and find_command(meant) is None:
        return
    words = [switch_word(each) for each in rest]
    said = words if all(map(PLAIN.fullmatch, words)) else []
    raise WrongKeyboard(word=word, line=" ".join([meant, *said]))


def switch_word(word: str) -> str:
    """What was meant by a word behind such a command: a state, an option or a code, else the word itself."""
    from ctrack.domain.filters.plain_words import find_state

    meant = switch_keys(word)
    is_code = any(sign.isdecimal() for sign in meant) and meant.isascii()
    return meant if not word.isascii() and (meant.startswith("-") or is_code or find_state(meant)) else word

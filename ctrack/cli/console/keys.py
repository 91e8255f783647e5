"""Single keys at a terminal: each action has a Latin and an Arabic letter, and both hold whatever is spoken."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ctrack.cli.console.output import Console
from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.text.language import is_right_to_left
from ctrack.text.language import translate as _


@dataclass(frozen=True, slots=True)
class Key:
    """An action, the letters that mean it, and its word."""

    action: str
    latin: str
    arabic: str
    word: str


ACTIONS = (
    Key("status", "s", "ح", marked("status")),
    Key("note", "n", "م", marked("note")),
    Key("postpone", "p", "ج", marked("postpone")),
    Key("snooze", "z", "ص", marked("no reminders")),
    Key("answer", "t", "خ", marked("take the answer")),
    Key("ask", "a", "س", marked("ask the agency")),
    Key("next", "k", "ت", marked("next")),
    Key("back", "b", "ر", marked("back")),
    Key("stop", "q", "ق", marked("stop")),
)
# What other keys of a keyboard mean here.
OTHERS = {"\r": "next", "\n": "next", " ": "next", "\x1b[C": "next", "\x1b[D": "back"}


def show_keys(keys: Sequence[Key]) -> str:
    """The keys in one line, each before its word."""
    return "  ".join(f"[{key.arabic if is_right_to_left() else key.latin}] {_(key.word)}" for key in keys)


def find_action(pressed: str, keys: Sequence[Key]) -> str | None:
    """The action of a key; None where it has none."""
    if pressed in OTHERS and any(key.action == OTHERS[pressed] for key in keys):
        return OTHERS[pressed]
    # The digits of an Arabic keyboard are digits.
    if len(pressed) == 1 and pressed.isdecimal():
        pressed = str(int(pressed))
    return next((key.action for key in keys if pressed.lower() in (key.latin, key.arabic)), None)


def read_key(console: Console, keys: Sequence[Key]) -> str:
    """The action that somebody chooses; a key that means nothing is answered with those that do."""
    console.ask(show_keys(keys))
    while True:
        action = find_action(click.getchar(), keys)
        if action is not None:
            return action
        console.ask(_("This key has no meaning here."))
        console.ask(show_keys(keys))


def read_line(console: Console, question: str) -> str:
    """What is typed after a question, without blanks around it."""
    console.ask(question)
    return input("> ").strip()

"""Aliases: names of the user's own for command lines, below [alias] in the configuration file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ctrack.cli.command_table import COMMANDS
from ctrack.domain.failures import Message, marked
from ctrack.domain.setting_kinds import Setting

HEADING = "alias"
# A word of any script; what begins with a hyphen would be an option.
NAME = re.compile(r"\w[\w-]*")


def alias_setting(key: str) -> Setting | None:
    """The setting that an alias is; None of other keys."""
    heading, _dot, name = key.partition(".")
    if heading != HEADING or not NAME.fullmatch(name):
        return None
    return Setting(key, None, "", marked("a command line under a name of your own; nothing: there is none"))


def refuse_alias(key: str, line: str) -> Message | None:
    """Why an alias cannot be: it hides a command, or stands for none; None where all is well."""
    name = key.partition(".")[2]
    if name in COMMANDS:
        return Message(marked("{key} would hide the command {name}; give it another name."), {"key": key, "name": name})
    words = split_line(line)
    if words is None:
        return Message(marked("{key} has a quotation mark that is not closed."), {"key": key})
    if words and words[0] not in COMMANDS:
        sentence = marked(
            "{key} begins with {word}, which is no command; an alias stands for a command, never for another alias."
        )
        return Message(sentence, {"key": key, "word": words[0]})
    return None


def split_line(line: str) -> list[str] | None:
    """The words of a command line, as a shell takes them; None where a quotation mark is not closed."""
    import shlex

    try:
        return shlex.split(line)
    except ValueError:
        return None


def read_aliases(file: Mapping[str, Any]) -> dict[str, str]:
    """The aliases that a configuration file sets, by name; one that says nothing is none."""
    found = {key.partition(".")[2]: str(line) for key, line in file.items() if key.startswith(f"{HEADING}.")}
    return {name: line for name, line in found.items() if line.strip()}

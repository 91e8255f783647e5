"""Texts in TOML: what is no TOML is told by its line and its column, in the reader's language."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from ctrack.domain.messages import Message, marked

# How what the standard library says of a mistake begins, and what it means for whoever wrote the text.
_MISTAKES = (
    (r"Cannot|Duplicate", marked("a key or a table stands here for the second time")),
    (r"Unclosed|Expected ']", marked("a bracket is not closed")),
    (r"Unterminated|Expected '[\"']|Expected \"'", marked("a text is not closed by a quotation mark")),
    (r"Unescaped|Invalid hex|Escaped", marked("a backslash stands before what it cannot mean")),
    (r"Invalid date", marked("there is no such date or time")),
    (r"Expected '='", marked("the sign = is missing behind a key")),
    (r"Expected newline", marked("something stands behind a value that does not belong there")),
    (r"Invalid value", marked("this is no value; a text stands within quotation marks")),
    (r"Illegal", marked("a character stands here that may not")),
)
_NO_KEY = marked("this is no key")
_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


class TomlFault(ValueError):
    """A text that is no TOML: the line, from 1, and the reason, which names the column where that is known."""

    def __init__(self, line: int, reason: Message) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason

    def within(self) -> Message:
        """The reason with its line, as a sentence."""
        return Message(marked("line {line}: {reason}."), {"line": self.line, "reason": self.reason})


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a text; raises TomlFault."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise TomlFault(1, Message(marked("it is nested too deeply"))) from error
    except tomllib.TOMLDecodeError as error:
        raise explain_toml(str(error), text) from error
    except ValueError as error:
        # Python takes no number of more digits than it can read in little time.
        raise TomlFault(1, Message(marked("it holds a number that is too long"))) from error


def explain_toml(said: str, text: str) -> TomlFault:
    """What is wrong, by what the standard library says of it; a mistake at the end stands on the last line."""
    what = Message(next((words for start, words in _MISTAKES if re.match(start, said)), _NO_KEY))
    found = _PLACE.search(said)
    if found is None or found[1] is None:
        return TomlFault(text.rstrip().count("\n") + 1, what)
    facts = {"column": int(found[2]), "reason": what}
    return TomlFault(int(found[1]), Message(marked("{reason} (column {column})"), facts))

"""Words of a command line within a sentence, from which the line can be taken and given to a shell as it is."""

from __future__ import annotations

import shlex

from ctrack.domain.masks import mask_word, strip_secrets

# What a shell does something with also within double quotation marks.
MEANT = frozenset('"$`\\!')


def quote_argument(word: str) -> str:
    """A word as a shell needs it, in double quotation marks where it can be: the line itself stands in single ones."""
    quoted = shlex.quote(word)
    return quoted if quoted == word or MEANT & set(word) else f'"{word}"'


def name_register(word: str) -> str:
    """The register of a line that is to be pasted: without a password, which is looked for where it belongs."""
    return quote_argument(strip_secrets(word))


def describe_arguments(arguments: list[str]) -> str:
    """The command line as the journal keeps it: short, in one line, and without the password of a server."""
    line = " ".join(word if word.isalpha() else shlex.quote(mask_word(word)) for word in arguments)
    line = line.replace("\0", "").encode("utf-8", "replace").decode()
    return line if len(line) <= 400 else line[:399] + "…"

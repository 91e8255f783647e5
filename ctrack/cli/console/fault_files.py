"""What a fault of ctrack leaves for those who mend it: where it happened, without what users keep in their register.

A file of mode 0600 under the user's state (XDG_STATE_HOME), of which the newest are kept. It holds no passwords and no
texts that were typed: neither on the command line nor in what Python says of the fault.
"""

from __future__ import annotations

import os
import platform
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from ctrack import __version__
from ctrack.domain.masks import is_telling, list_secrets, mask_text, mask_word
from ctrack.domain.private_files import make_private_file

MOST_FILES = 20
LONGEST_DETAIL = 200
LONGEST_WORD = 60
HIDDEN = "…"
# The options whose value is prose: notes, names, titles.
TEXTS = {"--note", "--name", "--name-ar", "--title", "--title-ar", "--summary", "--summary-ar", "--source"}
# What a database says of values: SQLAlchemy's list of them, and a server's own words.
_VALUES = re.compile(r"\[parameters: .*|\bDETAIL: .*|\bCONTEXT: .*", re.DOTALL)
_QUOTED = re.compile(r"'[^']*\s[^']*'|\"[^\"]*\s[^\"]*\"|«[^»]*»")


def keep_fault(
    error: BaseException, arguments: Sequence[str], environ: Mapping[str, str], moment: datetime
) -> Path | None:
    """Write the file and let go of the oldest ones; None where there is no room for it."""
    folder = fault_folder(environ)
    path = folder / f"{moment:%Y%m%dT%H%M%S.%fZ}-{os.getpid()}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = "\n".join(write_fault(error, arguments, environ, moment)) + "\n"
        make_private_file(path, text.encode("utf-8", "backslashreplace"))
    except OSError:
        return None
    with suppress(OSError):
        for old in sorted(folder.glob("*.txt"))[:-MOST_FILES]:
            old.unlink()
    return path


def fault_folder(environ: Mapping[str, str]) -> Path:
    """Where faults are kept."""
    return Path(environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")) / "ctrack" / "faults"


def write_fault(
    error: BaseException, arguments: Sequence[str], environ: Mapping[str, str], moment: datetime
) -> Iterator[str]:
    """The lines of the file: what ran, on what, and the way to the fault."""
    words = hide_texts(arguments)
    yield f"ctrack {__version__}, Python {platform.python_version()}, {platform.platform()}"
    yield f"{moment:%Y-%m-%d %H:%M:%S} UTC"
    yield f"ctrack {' '.join(map(mask_word, words))}".rstrip()
    for cause in list_causes(error):
        yield ""
        home = os.path.expanduser("~")
        for line in traceback.format_tb(cause.__traceback__):
            yield line.rstrip("\n").replace(f"{home}/", "~/")
        yield describe_fault(cause, arguments, environ)


def list_causes(error: BaseException) -> list[BaseException]:
    """The errors that led to one, the first of them first, and itself."""
    found: list[BaseException] = []
    here: BaseException | None = error
    while here is not None and here not in found:
        found.append(here)
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    return found[::-1]


def describe_fault(
    error: BaseException, arguments: Sequence[str], environ: Mapping[str, str] = MappingProxyType({})
) -> str:
    """A fault in one line: its kind, and what Python says of it without the values that this names."""
    try:
        said = _VALUES.sub("", str(error))
    except Exception:
        said = ""
    texts = {*find_typed(arguments), *find_prose(error), *find_secrets(arguments, environ)}
    for text in sorted(texts, key=len, reverse=True):
        said = said.replace(text, HIDDEN)
    said = mask_text(_QUOTED.sub(f"'{HIDDEN}'", said))
    lines = said.strip().splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else ''}"[:LONGEST_DETAIL].rstrip(": ")


def find_typed(arguments: Sequence[str]) -> Iterator[str]:
    """The texts of a command line that are not shown."""
    for word, shown in zip(arguments, hide_texts(arguments), strict=True):
        text = word.removeprefix(shown.removesuffix(HIDDEN))
        if word != shown and len(text) > 1:
            yield text


def find_secrets(arguments: Sequence[str], environ: Mapping[str, str]) -> Iterator[str]:
    """The passwords that the command line and the environment hold."""
    for word in (*arguments, *(value for name, value in environ.items() if name.startswith("CTRACK_"))):
        yield from list_secrets(word)
    yield from (value for name, value in environ.items() if value and is_telling(name))


def find_prose(error: BaseException) -> Iterator[str]:
    """What may be a note read from a file: texts of more than one word that the code held where it failed."""
    for frame, _line in traceback.walk_tb(error.__traceback__):
        for value in list(frame.f_locals.values()):
            fields = getattr(value, "__dataclass_fields__", ()) if not isinstance(value, type) else ()
            for text in (value, *(getattr(value, name, None) for name in fields)):
                if isinstance(text, str) and len(text.split()) > 1:
                    yield text


def hide_texts(arguments: Sequence[str]) -> list[str]:
    """The words of a command line, one for one, without what was typed as prose."""
    shown: list[str] = []
    # After the code of `ctrack note CODE TEXT` all is text that is no option.
    text_from = arguments.index("note") + 2 if "note" in arguments else len(arguments)
    for place, word in enumerate(arguments):
        name, equals, _value = word.partition("=")
        if place and arguments[place - 1] in TEXTS:
            shown.append(HIDDEN)
        elif equals and name in TEXTS:
            shown.append(f"{name}={HIDDEN}")
        elif not word.startswith("--") and (place >= text_from or len(word) > LONGEST_WORD or len(word.split()) > 1):
            shown.append(HIDDEN)
        else:
            shown.append(word)
    return shown

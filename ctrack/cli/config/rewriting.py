"""One value set in a TOML file; every other line, comment and space stays as it was.

A change is tried in several places, and counts only if the file then says what it said before and the new value.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from ctrack.cli.config.checks import write_value

Parts = tuple[str, ...]


class Statement(NamedTuple):
    """A heading or a value of the file: its lines `first` to `last` (not included), its table, its key there.

    A heading has no key.
    """

    first: int
    last: int
    table: Parts
    key: Parts


def set_in_text(text: str, parts: Parts, value: object) -> str | None:
    """The TOML with the value set, where it stands or below its heading; None where no line can be changed so."""
    wanted = with_value(tomllib.loads(text), parts, value)
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.removesuffix("\n").removesuffix("\r").split(line_end) if text.strip() else []
    for changed in changes(lines, parts, write_value(value)):
        new = line_end.join(changed) + line_end
        with suppress(tomllib.TOMLDecodeError):
            if tomllib.loads(new) == wanted:
                return new
    return None


def with_value(tables: dict[str, Any], parts: Parts, value: object) -> dict[str, Any]:
    """Nested tables with one more value."""
    wanted = deepcopy(tables)
    table = wanted
    for name in parts[:-1]:
        table = table.setdefault(name, {})
    table[parts[-1]] = list(value) if isinstance(value, tuple) else value
    return wanted


def changes(lines: list[str], parts: Parts, written: str) -> Iterator[list[str]]:
    """The lines with the value in each place that it may have: its own, below its heading, or as a dotted key."""
    statements = list(read_statements(lines))
    for found in statements:
        own = parts[len(found.table) :]
        # A table of one value, written within braces, has that value's name in its path as well.
        if own and found.table + found.key[: len(own)] == parts:
            yield replace_statement(lines, found._replace(key=own), written)
    table, key = parts[:-1], write_key(parts[-1:])
    last = max((found.last for found in statements if found.table == table), default=None)
    if last is not None:
        yield [*lines[:last], f"{key} = {written}", *lines[last:]]
    elif not table:
        blank = [""] if lines and lines[0].strip() else []
        yield [f"{key} = {written}", *blank, *lines]
    if table:
        yield [*lines, *([""] if lines and lines[-1].strip() else []), f"[{write_key(table)}]", f"{key} = {written}"]
        last = max((found.last for found in statements if not found.table), default=0)
        yield [*lines[:last], f"{write_key(parts)} = {written}", *lines[last:]]


def replace_statement(lines: list[str], found: Statement, written: str) -> list[str]:
    """The lines with another value in a statement, which keeps its indentation and the comment at its end."""
    old = "\n".join(lines[found.first : found.last])
    indent = re.match(r"\s*", old)
    new = f"{indent[0] if indent else ''}{write_key(found.key)} = {written}{comment_of(old)}"
    return [*lines[: found.first], new, *lines[found.last :]]


def comment_of(statement: str) -> str:
    """The comment that ends a statement, with the space before it."""
    meant = tomllib.loads(statement)
    for sign in re.finditer(r"[ \t]*#", statement):
        with suppress(tomllib.TOMLDecodeError):
            if tomllib.loads(statement[: sign.start()]) == meant:
                return statement[sign.start() :]
    return ""


def read_statements(lines: list[str]) -> Iterator[Statement]:
    """The headings and values of TOML that is in order, with the lines that they take."""
    table: Parts = ()
    place = 0
    while place < len(lines):
        last = end_of(lines, place)
        inner = tomllib.loads("\n".join(lines[place:last]))
        if lines[place].lstrip().startswith("["):
            table = path_in(inner)
            yield Statement(place, last, table, ())
        elif inner:
            yield Statement(place, last, table, path_in(inner))
        place = last


def end_of(lines: list[str], first: int) -> int:
    """The line after the statement that begins there: a text or a list may run over several."""
    for last in range(first + 1, len(lines)):
        with suppress(tomllib.TOMLDecodeError):
            tomllib.loads("\n".join(lines[first:last]))
            return last
    return len(lines)


def path_in(inner: Any) -> Parts:
    """The names that lead to what a single statement sets."""
    names: list[str] = []
    while isinstance(inner, dict) and len(inner) == 1:
        ((name, inner),) = inner.items()
        names.append(name)
    return tuple(names)


def write_key(parts: Parts) -> str:
    """A key as TOML writes it."""
    return ".".join(name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else write_value(name) for name in parts)


def replace_file(path: Path, text: str) -> None:
    """Put the text in the place of the file as a whole, so that nothing reads half of it; its mode and owner stay.

    Where the name is a link, the file that it leads to is replaced.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("xb") as stream:
            keep_access(target, stream.fileno())
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def keep_access(old: Path, descriptor: int) -> None:
    """Give a new file the mode and, as far as that is allowed, the owner of the one whose place it takes."""
    if not old.is_file() or not hasattr(os, "fchmod"):
        return
    found = old.stat()
    with suppress(OSError):
        os.fchown(descriptor, found.st_uid, found.st_gid)
    os.fchmod(descriptor, found.st_mode & 0o7777)

"""One value set in a TOML file; every other line, comment and space stays as it was.

tomlkit, which keeps them, is loaded for that alone: it takes 22 ms. What it wrote counts only if the standard library
reads in it what the file said before and the new value.
"""

from __future__ import annotations

import os
import tomllib
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

from ctrack.domain.private_files import MODE

Parts = tuple[str, ...]


def set_in_text(text: str, parts: Parts, value: object) -> str | None:
    """The TOML with the value set, where it stands or below its heading; None where that cannot be done."""
    from tomlkit.exceptions import TOMLKitError

    wanted = with_value(tomllib.loads(text), parts, value)
    line_end = "\r\n" if "\r\n" in text else "\n"
    whole = text.replace("\r\n", "\n").removesuffix("\n") + "\n" if text.strip() else ""
    with suppress(TOMLKitError, tomllib.TOMLDecodeError):
        new = rewrite(whole, parts, value)
        if tomllib.loads(new) == wanted:
            return new.replace("\n", line_end)
    return None


def remove_from_text(text: str, parts: Parts) -> str:
    """The TOML without a table, or a value, and all that stands in it; every other line stays as it is."""
    import tomlkit

    document = tomlkit.parse(text)
    table: Any = document
    for name in parts[:-1]:
        table = table[name]
    table.remove(parts[-1])
    if not table and len(parts) > 1:
        document.remove(parts[0])
    return tomlkit.dumps(document)


def rewrite(text: str, parts: Parts, value: object) -> str:
    """The TOML as tomlkit changes it, with the tables that are not there yet."""
    import tomlkit
    from tomlkit.items import InlineTable, Table

    document = tomlkit.parse(text)
    table: Any = document
    for name in parts[:-1]:
        if name not in table:
            table[name] = tomlkit.inline_table() if isinstance(table, InlineTable) else tomlkit.table()
        table = table[name]
    is_empty = not table
    table[parts[-1]] = list(value) if isinstance(value, tuple) else value
    if is_empty and isinstance(table, Table):
        # A heading that comes to stand between others has a blank line after it, and none at the end of the file.
        table.add(tomlkit.nl())
        return f"{tomlkit.dumps(document).rstrip()}\n"
    return tomlkit.dumps(document)


def with_value(tables: dict[str, Any], parts: Parts, value: object) -> dict[str, Any]:
    """Nested tables with one more value."""
    wanted = deepcopy(tables)
    table = wanted
    for name in parts[:-1]:
        table = table.setdefault(name, {})
    table[parts[-1]] = list(value) if isinstance(value, tuple) else value
    return wanted


def replace_file(path: Path, text: str, *, is_private: bool = False) -> None:
    """Put the text in the place of the file as a whole, so that nothing reads half of it; its mode and owner stay.

    A new file is for its owner alone, and so is one that `is_private` from now on. Where the name is a link, the file
    that it leads to is replaced.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
        with os.fdopen(descriptor, "wb") as stream:
            keep_access(target, stream.fileno())
            if is_private:
                draft.chmod(MODE)
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

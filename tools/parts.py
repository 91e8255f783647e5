"""The distributions that ctrack is made of: what is installed here, or lies as wheels in a folder, and its licences.

Which they are follows from what each one says that it requires, with the extras that are asked for.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "ctrack"
EXTRAS = frozenset({"all"})
OFFICIAL = "License :: OSI Approved :: "
# What older distributions say of their licence, by its name in SPDX.
SPDX = {"MIT License": "MIT", "Apache Software License": "Apache-2.0", "BSD License": "BSD-3-Clause"}


@dataclass(frozen=True, slots=True)
class Part:
    """One distribution; `needs` are the names of others, and a hash is known of a file only."""

    name: str
    version: str
    licence: str
    summary: str
    needs: tuple[str, ...]
    file: Path | None = None

    @property
    def sha256(self) -> str | None:
        """The hash of the file."""
        return hashlib.sha256(self.file.read_bytes()).hexdigest() if self.file else None


def read_installed(extras: frozenset[str] = EXTRAS) -> list[Part]:
    """ctrack and all that it needs, as it is installed here; ctrack first, the others by their names."""
    return list(collect(lambda name: (distribution(name).metadata, None), extras, {}))  # type: ignore[arg-type,return-value]


def read_wheels(
    folder: Path, extras: frozenset[str] = EXTRAS, environment: Mapping[str, str] | None = None
) -> list[Part]:
    """The same of the wheels in a folder, for an environment that need not be this one."""
    wheels = {canonicalize_name(path.name.partition("-")[0]): path for path in folder.glob("*.whl")}
    return list(collect(lambda name: (read_metadata(wheels[name]), wheels[name]), extras, environment or {}))


def read_metadata(wheel: Path) -> Message:
    """What a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        return HeaderParser().parsestr(archive.read(name).decode("utf-8"))


def collect(
    find: Callable[[str], tuple[Message, Path | None]], extras: frozenset[str], environment: Mapping[str, str]
) -> Iterator[Part]:
    """ctrack and all that it needs, each once, with whatever extras it is asked for."""
    wanted: dict[str, frozenset[str]] = {}
    waiting = [(ROOT, extras)]
    while waiting:
        name, asked = waiting.pop()
        if name in wanted and asked <= wanted[name]:
            continue
        wanted[name] = wanted.get(name, frozenset()) | asked
        waiting += list_needs(find(name)[0], wanted[name], environment)
    for name in sorted(wanted, key=lambda each: (each != ROOT, each)):
        found, file = find(name)
        needs = {each for each, _asked in list_needs(found, wanted[name], environment)} - {name}
        yield Part(name, found["Version"], read_licence(found), found["Summary"] or "", tuple(sorted(needs)), file)


def list_needs(
    found: Message, extras: frozenset[str], environment: Mapping[str, str]
) -> list[tuple[str, frozenset[str]]]:
    """What a distribution requires in an environment, with these extras of its own."""
    needs = []
    for text in found.get_all("Requires-Dist", []):
        required = Requirement(text)
        marker = required.marker
        if marker is None or any(marker.evaluate({**environment, "extra": extra}) for extra in {"", *extras}):
            needs.append((canonicalize_name(required.name), frozenset(required.extras)))
    return needs


def read_licence(found: Message) -> str:
    """The licence by its name in SPDX, "" where none is told that is known here."""
    told = found["License-Expression"] or found["License"] or ""
    if re.fullmatch(r"[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*", told):
        return str(told)
    classes = [text.removeprefix(OFFICIAL) for text in found.get_all("Classifier", []) if text.startswith(OFFICIAL)]
    return next((SPDX[name] for name in classes if name in SPDX), "")

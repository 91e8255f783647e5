"""A copy of the program to extend: files are added and edited in it, counted, and what came of it is run.

An edit is one where a file that was there is another now; what is compiled or written by running does not count.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.support.runner import Outcome, Runner

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("ctrack", "migrations")
MADE = {".pyc", ".mo"}


class Count(NamedTuple):
    """How many files an extension takes."""

    added: int
    edited: int


# What CONTRIBUTING promises; `python -m tools.house` and the tests hold each kind to it.
PROMISED = {
    "format": Count(1, 0),
    "channel": Count(1, 0),
    "command": Count(1, 1),
    "language": Count(1, 0),
}


@dataclass(frozen=True)
class Scratch:
    """A copy of the program in a folder of its own."""

    folder: Path

    def take(self, *names: str) -> None:
        """Copy more of the tree, such as the tests that an extension has to pass."""
        for name in names:
            place = self.folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, place, dirs_exist_ok=True)
            else:
                shutil.copy2(ROOT / name, place)

    def add(self, name: str, text: str) -> None:
        """A file that was not there."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)

    def edit(self, name: str, old: str, new: str) -> None:
        """Another text in the place of one that stands in a file once."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{name} has this {text.count(old)} times: {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def count(self) -> Count:
        """The files that were added to the program and edited in it."""
        there = {path.relative_to(self.folder) for name in COPIED for path in list_files(self.folder / name)}
        before = {path.relative_to(ROOT) for name in COPIED for path in list_files(ROOT / name)}
        edited = [path for path in there & before if (self.folder / path).read_bytes() != (ROOT / path).read_bytes()]
        assert before <= there, f"files are gone: {before - there}"
        return Count(len(there - before), len(edited))

    def python(self, *words: str, environ: dict[str, str] | None = None) -> Outcome:
        """Run Python with the copy in the place of the program."""
        surroundings = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **(environ or {})}
        ended = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env={**surroundings, "PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
            timeout=120,
        )
        return Outcome(ended.returncode, ended.stdout, ended.stderr)

    def ctrack(self, runner: Runner, *arguments: str, **environ: str) -> Outcome:
        """Run a command line over the register of a runner, which must go well."""
        outcome = self.python("-m", "ctrack", *arguments, environ={**runner.base(), **environ})
        assert outcome.code == 0, outcome
        return outcome


def copy_program(folder: Path) -> Scratch:
    """The program, copied into a folder with all that was compiled of it; migrations lie where a wheel has them."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name)
    (folder / "ctrack" / "migrations").symlink_to("../migrations")
    return Scratch(folder)


def list_files(folder: Path) -> list[Path]:
    """The files that people write under a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in MADE)
    return [path for path in files if "migrations" not in path.parts[len(folder.parts) :]]

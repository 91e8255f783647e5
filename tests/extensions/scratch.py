"""A copy of the package to extend as a contributor would: by new files and by patches, each of which is counted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.support.runner import Outcome, Runner

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("__pycache__")
COMPILED = {".pyc", ".mo"}
# Runs command lines one after another in one process, which is where the copy is imported.
CHILD = """
import dataclasses, json, sys
import ctrack
from tests.support.runner import Runner

place, database, home, lines = json.load(sys.stdin)
assert ctrack.__file__.startswith(place), ctrack.__file__
run = Runner(database, __import__("pathlib").Path(home))
outcomes = [dataclasses.asdict(run(*words, **environ)) for words, environ in lines]
json.dump(outcomes, sys.stdout)
"""
Line = tuple[str, ...] | tuple[tuple[str, ...], dict[str, Any]]


class Count(NamedTuple):
    """How many files an extension takes."""

    added: int
    edited: int


# What CONTRIBUTING promises; the tests hold each kind to it, and `python -m tools.house` prints it.
PROMISED = {
    "format": Count(1, 0),
    "channel": Count(1, 0),
    "command": Count(1, 1),
    "column": Count(1, 3),
    "language": Count(1, 0),
}


@dataclass(frozen=True)
class Scratch:
    """The copy; migrations lie within the package, as a wheel has them, and names of files are those within it."""

    place: Path

    @classmethod
    def copy(cls, place: Path) -> Scratch:
        """Copy the package and its migrations."""
        shutil.copytree(ROOT / "ctrack", place / "ctrack", ignore=LEFT_OUT)
        shutil.copytree(ROOT / "migrations", place / "ctrack" / "migrations", ignore=LEFT_OUT)
        return cls(place)

    def take(self, *names: str) -> None:
        """Copy more of the tree beside the package, such as tests that an extension has to pass."""
        for name in names:
            (self.place / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self.place / name, ignore=LEFT_OUT)
            else:
                shutil.copy2(ROOT / name, self.place / name)

    def read(self, name: str) -> str:
        """The text of a file of the package."""
        return (self.place / "ctrack" / name).read_text("utf-8")

    def add(self, name: str, text: str) -> None:
        """Add a file that is not there yet."""
        path = self.place / "ctrack" / name
        assert not path.exists(), name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def patch(self, name: str, old: str, new: str) -> None:
        """Put a text in the place of one that stands in a file once."""
        text = self.read(name)
        assert text.count(old) == 1, (name, old)
        (self.place / "ctrack" / name).write_text(text.replace(old, new), "utf-8")

    def translate(self, language: str, **messages: str) -> None:
        """Add messages to the catalogue of a language, by their English, and compile it."""
        name = f"text/locale/{language}/LC_MESSAGES/ctrack.po"
        entries = [f'\nmsgid "{english}"\nmsgstr "{own}"\n' for english, own in messages.items()]
        (self.place / "ctrack" / name).write_text(self.read(name) + "".join(entries), "utf-8")
        self.compile(language)

    def compile(self, language: str) -> None:
        """Compile a catalogue of messages as every build does."""
        path = self.place / "ctrack" / f"text/locale/{language}/LC_MESSAGES/ctrack.po"
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=language))

    def count(self) -> Count:
        """The files that were added to the package and edited in it; what is compiled from them is none."""
        return Count(len(self.list_added()), len(self.list_edited()))

    def list_added(self) -> set[str]:
        """The files of the copy that the package has not."""
        return list_files(self.place / "ctrack").keys() - list_originals().keys()

    def list_edited(self) -> set[str]:
        """The files of the copy that are other than those of the package."""
        copies = list_files(self.place / "ctrack")
        return {name for name, path in list_originals().items() if copies[name].read_bytes() != path.read_bytes()}

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run Python where the copy stands in the place of the package."""
        environ = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": str(self.place)}
        return subprocess.run([sys.executable, *words], capture_output=True, text=True, env=environ, cwd=self.place)

    def run(self, runner: Runner, *lines: Line) -> list[Outcome]:
        """Run command lines by the copy over the register of a runner, in one child process; each may have environ."""
        both = [line if line and isinstance(line[-1], dict) else (line, {}) for line in lines]
        given = json.dumps([str(self.place), runner.database, str(runner.home), both])
        environ = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": f"{self.place}{os.pathsep}{ROOT}"}
        ended = subprocess.run(
            [sys.executable, "-c", CHILD], input=given, capture_output=True, text=True, env=environ, cwd=self.place
        )
        assert ended.returncode == 0, ended.stderr
        return [Outcome(**outcome) for outcome in json.loads(ended.stdout)]

    def ok(self, runner: Runner, *lines: Line) -> list[str]:
        """What the command lines print, each of which must go well."""
        outcomes = self.run(runner, *lines)
        assert [outcome for outcome in outcomes if outcome.code] == []
        return [outcome.out for outcome in outcomes]


def list_originals() -> dict[str, Path]:
    """The files of the package and its migrations by their names."""
    migrations = list_files(ROOT / "migrations")
    return list_files(ROOT / "ctrack") | {f"migrations/{name}": path for name, path in migrations.items()}


def list_files(folder: Path) -> dict[str, Path]:
    """The files that people write under a folder, by their names within it."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in COMPILED)
    return {path.relative_to(folder).as_posix(): path for path in files}

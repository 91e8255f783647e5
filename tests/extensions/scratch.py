"""A copy of the package to extend as a contributor would: by new files and by patches, each of which is counted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.support.runner import Outcome, Runner

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("__pycache__")
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


@dataclass
class Scratch:
    """The copy, and which of its files were touched; migrations lie within the package, as a wheel has them."""

    place: Path
    touched: set[str] = field(default_factory=set)

    @classmethod
    def copy(cls, place: Path) -> Scratch:
        """Copy the package and its migrations."""
        shutil.copytree(ROOT / "ctrack", place / "ctrack", ignore=LEFT_OUT)
        shutil.copytree(ROOT / "migrations", place / "ctrack" / "migrations", ignore=LEFT_OUT)
        return cls(place)

    def read(self, name: str) -> str:
        """The text of a file of the package."""
        return (self.place / "ctrack" / name).read_text("utf-8")

    def add(self, name: str, text: str) -> None:
        """Add a file that is not there yet."""
        path = self.place / "ctrack" / name
        assert not path.exists(), name
        path.write_text(text, "utf-8")
        self.touched.add(name)

    def patch(self, name: str, old: str, new: str) -> None:
        """Put a text in the place of one that stands in a file once."""
        text = self.read(name)
        assert text.count(old) == 1, (name, old)
        (self.place / "ctrack" / name).write_text(text.replace(old, new), "utf-8")
        self.touched.add(name)

    def translate(self, language: str, **messages: str) -> None:
        """Add messages to the catalogue of a language, by their English, and compile it as every build does."""
        name = f"text/locale/{language}/LC_MESSAGES/ctrack.po"
        entries = [f'\nmsgid "{english}"\nmsgstr "{own}"\n' for english, own in messages.items()]
        path = self.place / "ctrack" / name
        path.write_text(path.read_text("utf-8") + "".join(entries), "utf-8")
        self.touched.add(name)
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=language))

    def run(self, runner: Runner, *lines: tuple[str, ...] | tuple[tuple[str, ...], dict[str, Any]]) -> list[Outcome]:
        """Run command lines by the copy over the register of a runner, in one child process; each may have environ."""
        both = [line if line and isinstance(line[-1], dict) else (line, {}) for line in lines]
        given = json.dumps([str(self.place), runner.database, str(runner.home), both])
        environ = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": f"{self.place}{os.pathsep}{ROOT}"}
        ended = subprocess.run(
            [sys.executable, "-c", CHILD], input=given, capture_output=True, text=True, env=environ, cwd=self.place
        )
        assert ended.returncode == 0, ended.stderr
        return [Outcome(**outcome) for outcome in json.loads(ended.stdout)]

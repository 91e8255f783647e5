"""Where is measured: ctrack installed as a user has it, registers of each size, and an environment of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.registers import NOW
from bench.stopwatch import Trial, Words, always

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(tempfile.gettempdir()) / f"ctrack-bench-{os.getuid()}"
# What the shape and the rows of a register depend on.
SHAPING = ("migrations", "ctrack/catalogue", "ctrack/store/tables.py", "bench/journals.py", "bench/registers.py")
LEFT = shutil.ignore_patterns(".*", "*.egg-info", "build", "dist", "*.db", "tests", "__pycache__")


@dataclass(frozen=True, slots=True)
class Place:
    """An installed ctrack, and a folder for what a measurement changes."""

    python: Path
    folder: Path
    # What ends with the measurement, as a server does.
    closing: ExitStack = field(default_factory=ExitStack)

    @property
    def ctrack(self) -> Path:
        """The program."""
        return self.python.with_name("ctrack")

    @property
    def environ(self) -> dict[str, str]:
        """An environment of which nothing depends on who measures; bytecode may be written, as it is for users."""
        return {
            "PATH": os.defpath,
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "CTRACK_NOW": NOW,
            "CTRACK_USER": "bench",
        }

    def register(self, size: int) -> Path:
        """A register of that size, made once for each layout and catalogue, that nobody changes."""
        register = CACHE / f"{size}-{digest_shape()}.db"
        if not register.exists():
            made = register.with_suffix(".part")
            made.unlink(missing_ok=True)
            subprocess.run([self.python, "-m", "bench.registers", str(size), made], check=True, cwd=ROOT)
            made.rename(register)
        return register

    def copy(self, size: int, name: str) -> Path:
        """A copy of it, in a folder of its own, to be changed."""
        folder = self.folder / name
        folder.mkdir()
        return Path(shutil.copyfile(self.register(size), folder / "commitments.db"))

    def run(self, register: Path | str, *words: str | Path) -> Words:
        """The command over a register."""
        return (self.ctrack, "--db", register, *words)


def install(venv: Path) -> Path:
    """The Python of an environment with ctrack, its PDF and its driver of PostgreSQL in it, as a user has them.

    It is not as its developers have it: the finder of an editable install makes every start of Python slower.
    """
    python = venv / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        shutil.copytree(ROOT, source, ignore=LEFT)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, f"{source}[pdf,postgres]"], check=True)
        subprocess.run([*pip, "--force-reinstall", "--no-deps", str(source)], check=True)
    return python


def digest_shape() -> str:
    """A short name of the layout and the catalogue that registers are made with."""
    digest = hashlib.sha256()
    for place in SHAPING:
        path = ROOT / place
        for file in sorted(path.rglob("*.[tp][oy]*")) if path.is_dir() else [path]:
            if file.suffix != ".pyc":
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def list_yardsticks(place: Place) -> list[Trial]:
    """What the rest is measured by."""
    return [
        Trial("R0: python -c pass", always(place.python, "-c", "pass")),
        Trial('RS: python -c "import click, sqlalchemy"', always(place.python, "-c", "import click, sqlalchemy")),
    ]

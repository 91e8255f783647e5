"""The lowest release of every library that setup.cfg allows, as constraints for pip.

`python -m tools.lowest > FILE` and `pip install -c FILE -e .[dev]` make an environment at that end of the bounds; the
other end is what pip installs by itself. `.ci/run` tries both. Nothing of this is kept in a file, so it cannot drift.
"""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

from packaging.requirements import Requirement

SETTINGS = Path(__file__).resolve().parent.parent / "setup.cfg"
EXTRAS = ("pdf", "postgres", "sign")


def main() -> None:
    """Print one constraint a line."""
    for requirement in read_requirements():
        print(f"{requirement.name}=={find_bound(requirement, '>=')}")


def read_requirements(path: Path = SETTINGS) -> Iterator[Requirement]:
    """What the program needs, and what the extras for users add."""
    settings = ConfigParser(interpolation=None)
    settings.read(path, encoding="utf-8")
    lists = [settings["options"]["install_requires"], *(settings["options.extras_require"][name] for name in EXTRAS)]
    yield from (Requirement(line) for listed in lists for line in listed.split("\n") if line.strip())


def find_bound(requirement: Requirement, operator: str) -> str:
    """The version that stands behind an operator; raises SystemExit where there is none, or more than one."""
    found = [bound.version for bound in requirement.specifier if bound.operator == operator]
    if len(found) != 1:
        raise SystemExit(f"setup.cfg: {requirement} needs one bound with {operator}, as in NAME>=1.2,<2.")
    return found[0]


if __name__ == "__main__":
    main()

"""The Unicode Character Database as Debian's package unicode-data installs it: an oracle, never shipped."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path("/usr/share/unicode")

Rows = list[list[str]]


def unicode_path(name: str) -> Path:
    """A file of the database; without it the test is skipped, and fails where CI is set."""
    path = FOLDER / name
    if not path.exists():
        lack = f"NOT TESTED against Unicode: {path} is missing, install the package unicode-data"
        if os.environ.get("CI"):
            pytest.fail(lack)
        pytest.skip(lack)
    return path


def read_rows(name: str) -> Rows:
    """The fields of every line of a file, comments left out."""
    lines = (line.partition("#")[0] for line in unicode_path(name).read_text(encoding="utf-8").splitlines())
    return [[field.strip() for field in line.split(";")] for line in lines if line.strip()]


@pytest.fixture(scope="session")
def unicode_file() -> Callable[[str], Path]:
    """Finds a file of the database by its name."""
    return unicode_path


@pytest.fixture(scope="session")
def unicode_rows() -> Callable[[str], Rows]:
    """Reads a file of the database by its name."""
    return read_rows


@pytest.fixture(scope="session")
def unicode_values() -> Callable[[str], dict[str, str]]:
    """Reads a file whose first two fields are code points and a value, into a table of characters."""

    def read(name: str) -> dict[str, str]:
        table: dict[str, str] = {}
        for codes, value, *_ in read_rows(name):
            low, _, high = codes.partition("..")
            table.update((chr(code), value) for code in range(int(low, 16), int(high or low, 16) + 1))
        return table

    return read

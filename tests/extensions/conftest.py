"""Fixtures: a copy of the program to extend."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extensions.scratch import Scratch, copy_program


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A copy of the program."""
    return copy_program(tmp_path / "copy")

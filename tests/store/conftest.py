"""A register for tests that only read it: making one on a server takes its time."""

from __future__ import annotations

import pytest

from tests.support.registers import copy_register
from tests.support.runner import Runner


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def untouched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register on each engine in turn, that no test writes to."""
    return copy_register(request, tmp_path_factory.mktemp("untouched"))

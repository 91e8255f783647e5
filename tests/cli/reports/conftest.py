"""What the tests of reports share: one register after a rich year, for making it takes seconds."""

from __future__ import annotations

import pytest

from tests.support.rich_year import live
from tests.support.runner import Runner


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register after a rich year, that no test writes to."""
    path = tmp_path_factory.mktemp("year") / "year.db"
    return live(Runner(str(path), path.parent))

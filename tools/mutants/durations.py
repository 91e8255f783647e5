"""A plugin for pytest that writes down how long each test took, and which did not pass."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

VARIABLE = "CTRACK_MUTANTS_DURATIONS"


class Durations:
    """The seconds of each test, with its setup and its teardown; xdist hands the reports of its workers over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seconds: dict[str, float] = defaultdict(float)
        self.passed: set[str] = set()
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add one phase of one test."""
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.add(report.nodeid)
        elif report.when == "call" and report.passed:
            self.passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write what passed; what failed or was skipped kills nothing."""
        kept = {name: round(self.seconds[name], 3) for name in sorted(self.passed - self.failed)}
        self.path.write_text(json.dumps(kept), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Begin, in the process that hears of every test."""
    if VARIABLE in os.environ and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Durations(Path(os.environ[VARIABLE])))

"""One mutant put to the test, in a fork of a process that has imported the libraries, but nothing of ctrack."""

from __future__ import annotations

import importlib
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

import pytest

from tools.mutants.coverage_map import find_place

LIBRARIES = (
    "alembic", "alembic.command", "babel", "click", "dateutil.relativedelta", "docx", "hypothesis", "icalendar",
    "openpyxl", "rich.table", "sqlalchemy.dialects.sqlite", "sqlalchemy.orm", "tomlkit", "vobject", "xlsxwriter",
)  # fmt: skip
# The seconds, as tests took under coverage, that a mutant is worth: by the tests of its lines, with those of its
# module, and with those beside it. A test beyond may notice a survivor: the figure is rather too low than too high.
MOST_SECONDS = (40.0, 15.0, 10.0)
# What holds a module without running a line of it: the beginning of its path, and the tests.
HELD = {
    "ctrack/": "tests/test_records.py::",
    "ctrack/store/tables.py": "tests/store/test_migrations.py::test_the_schema_is_what_the_tables_say",
}
MOST_MEMORY = 3 << 30


class State(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMEOUT = "timeout"
    SURVIVED = "survived"
    NO_TESTS = "no tests"


class Chosen:
    """A plugin that keeps the chosen tests, in their order, and gives each so many seconds of the processor."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds
        self.killer = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out whatever was not chosen."""
        order = {name: number for number, name in enumerate(self.seconds)}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """End the whole process where a test turns for ever."""
        signal.setitimer(signal.ITIMER_PROF, 10 + 10 * self.seconds[item.nodeid])
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep who noticed."""
        if report.failed and not self.killer:
            self.killer = report.nodeid


def import_libraries() -> None:
    """What every trial would import again."""
    for name in LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(name)


def choose(found: list[set[str]], seconds: dict[str, float], module: str) -> dict[str, float]:
    """The tests that are run, with their seconds: those in the place that mirrors the module, then the fastest.

    What only lies near the broken line is worth less time than what covers it.
    """
    own = f"{find_place(module)}.py::"
    holding = tuple(tests for place, tests in HELD.items() if module.startswith(place))
    chosen = {name: spent for name, spent in seconds.items() if name.startswith(holding)}
    for tests, left in zip(found, MOST_SECONDS, strict=True):
        for name in sorted(tests - chosen.keys(), key=lambda name: (not name.startswith(own), seconds[name], name)):
            left -= seconds[name]
            if left < 0:
                break
            chosen[name] = seconds[name]
    return chosen


@contextmanager
def broken(path: Path, source: str) -> Iterator[None]:
    """The module with other content; its own time comes back with its own content, and so its compiled form."""
    kept, stat = path.read_bytes(), path.stat()
    path.write_text(source, encoding="utf-8")
    os.utime(path, (stat.st_atime + 60, stat.st_mtime + 60))
    try:
        yield
    finally:
        path.write_bytes(kept)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def try_tests(tree: Path, tests: dict[str, float], scratch: Path) -> tuple[State, str]:
    """Run the chosen tests in a fork, and tell how it ended and by which test."""
    if not tests:
        return State.NO_TESTS, ""
    log = scratch / "log.txt"
    killer = scratch / "killer.txt"
    killer.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        run_child(tree, tests, scratch, log, killer)
    limit = time.monotonic() + 60 + 10 * sum(tests.values())
    code = wait_for(child, limit)
    said = killer.read_text(encoding="utf-8") if killer.exists() else ""
    if code == 0:
        return State.SURVIVED, ""
    return (State.KILLED, said or f"exit {code}") if code > 0 else (State.TIMEOUT, said)


def wait_for(child: int, limit: float) -> int:
    """The exit code of a child; below zero where a signal ended it, as one does at the limit."""
    while time.monotonic() < limit:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL


def run_child(tree: Path, tests: dict[str, float], scratch: Path, log: Path, killer: Path) -> None:
    """Become a run of pytest over the tree, and end with its exit code."""
    code = 1
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        settle(tree, log)
        plugin = Chosen(tests)
        code = int(pytest.main(list_arguments(tests, scratch), plugins=[plugin]))
        killer.write_text(plugin.killer, encoding="utf-8")
    finally:
        sys.stdout.flush()
        os._exit(code)


def settle(tree: Path, log: Path) -> None:
    """Stand in the tree, so that it is imported from here on, by this process and by whichever it starts."""
    from hypothesis import Phase, settings

    for name in [name for name in sys.modules if name.partition(".")[0] in ("ctrack", "tests", "tools")]:
        del sys.modules[name]
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate], derandomize=True, database=None)
    settings.load_profile("mutants")
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)


def list_arguments(tests: dict[str, float], scratch: Path) -> Sequence[str]:
    """The arguments of pytest: the files of the tests, alone in one process, until the first failure."""
    files = dict.fromkeys(name.partition("::")[0] for name in tests)
    options = ("-x", "-q", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")
    return [*options, "--tb=short", f"--basetemp={scratch / 'tests'}", *files]

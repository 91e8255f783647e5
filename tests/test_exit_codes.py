"""The exit codes that scripts and cron rely on: one table, and nothing outside it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import ctrack
from ctrack.domain.exits import MEANINGS, ExitCode
from ctrack.domain.failures import Failure
from tests.support.runner import Runner

DOCUMENTED = {
    "DONE": 0,
    "FAILED": 1,
    "USAGE": 2,
    "NOT_FOUND": 3,
    "REFUSED": 4,
    "DATABASE": 5,
    "PARTLY": 6,
    "INTEGRITY": 7,
    "FINDINGS": 10,
    "INTERRUPTED": 130,
}
PAGE = Path(ctrack.__file__).parent.parent / "docs" / "exit-codes.md"


def test_numbers_never_change() -> None:
    """A number means today what it meant in the first version."""
    assert {code.name: code.value for code in ExitCode} == DOCUMENTED


def test_every_code_has_a_meaning() -> None:
    """Each code is told in words, no two alike."""
    assert list(MEANINGS) == list(ExitCode)
    assert len(set(MEANINGS.values())) == len(MEANINGS)


def test_the_program_tells_them(ctrack: Runner) -> None:
    """`ctrack help exit-codes` is the table, and so is the page of the documentation."""
    told = ctrack.ok("help", "exit-codes").out
    page = PAGE.read_text("utf-8")
    for code, meaning in MEANINGS.items():
        assert f"{int(code):>4}  {meaning}\n" in told
        assert f"| {int(code)} | {meaning} |\n" in page


def failures(kind: type[Failure] = Failure) -> Iterator[type[Failure]]:
    """Every failure that any module of the program defines."""
    for item in kind.__subclasses__():
        yield item
        yield from failures(item)


def import_if_possible(name: str) -> None:
    """Import a module; one that needs an extra which is not installed is left out."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("ctrack"):
            raise


def test_every_failure_has_a_code_of_the_table() -> None:
    """Whatever can go wrong ends with a documented code, never with success and never by hand."""
    for module in pkgutil.walk_packages(ctrack.__path__, "ctrack."):
        if not module.name.endswith("__main__"):
            import_if_possible(module.name)
    found = {item for item in failures() if item.__module__.startswith("ctrack.")}
    assert len(found) > 50
    assert [item for item in found if item.exit_code not in MEANINGS] == []
    assert [item for item in found if item.exit_code in (ExitCode.DONE, ExitCode.FINDINGS)] == []


def test_every_failure_has_a_sentence() -> None:
    """Each failure that can be raised says something, and begins and ends as a sentence does."""
    raised = [item for item in failures() if item.__module__.startswith("ctrack.") and item.message]
    assert len(raised) > 50
    for item in raised:
        assert not item.message[0].isspace(), item
        assert item.message.endswith((".", "?", "}")), (item, item.message)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("list",), ExitCode.DONE),
        (("due", "instrument:dushanbe-2022"), ExitCode.DONE),
        (("note", "KWT-25", "--note-file", "/nonexistent"), ExitCode.FAILED),
        (("list", "--nonsense"), ExitCode.USAGE),
        (("list", "status:nonsense"), ExitCode.USAGE),
        (("show", "KWT-99"), ExitCode.NOT_FOUND),
        (("update", "KWT-25", "--progress", "101"), ExitCode.REFUSED),
        (("--db", "/nonexistent/x.db", "list"), ExitCode.DATABASE),
        (("--today", "2028-01-01", "due", "--check"), ExitCode.FINDINGS),
    ],
)
def test_codes_as_they_are_met(ctrack: Runner, words: tuple[str, ...], code: ExitCode) -> None:
    """One way to meet each code; in words and in JSON it is the same."""
    assert ctrack(*words).code == code
    outcome = ctrack(*words, "--format", "json")
    assert outcome.code == code
    assert outcome.json["ok"] is (code in (ExitCode.DONE, ExitCode.FINDINGS))

"""Long work shows itself on a terminal and nowhere else."""

from __future__ import annotations

import time

import pytest

from ctrack.cli.console import activity
from ctrack.services import instruments
from ctrack.text.cells import cell_width
from tests.support.runner import Runner


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who wonders at once, and instruments that take a moment to read."""
    read = instruments.list_instruments

    def read_slowly(*arguments: object, **asked: object) -> object:
        time.sleep(0.1)
        return read(*arguments, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr(instruments, "list_instruments", read_slowly)
    monkeypatch.setattr(activity, "PATIENCE", 0.01)
    monkeypatch.setattr(activity, "PACE", 0.02)


@pytest.mark.parametrize(("language", "said"), [("en", "Working for 0 s"), ("ar", "ﻞﻤﻌﻟﺍ")])
def test_work_that_lasts_says_so(ctrack: Runner, language: str, said: str) -> None:
    """On a terminal a line tells that work lasts, fits it, and is erased before anything else is said."""
    outcome = ctrack.ok("instrument", "list", "--lang", language, terminal=True, COLUMNS="80")
    before, _, after = outcome.err.rpartition("\r\x1b[K")
    assert said in before
    assert "\x1b[K" not in after
    assert all(cell_width(line) <= 80 for line in before.split("\r\x1b[K"))
    assert "\x1b[K" not in outcome.out


def test_silent_elsewhere(ctrack: Runner) -> None:
    """A pipe and --quiet get no word of it."""
    assert ctrack.ok("instrument", "list").err == ""
    assert ctrack.ok("instrument", "list", "--quiet", terminal=True).err == ""


def test_what_is_fast_says_nothing(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that is done before anybody wonders writes nothing to the terminal."""
    monkeypatch.setattr(activity, "PATIENCE", 60.0)
    assert ctrack.ok("instrument", "list", terminal=True).err == ""


def test_a_failure_comes_after_it(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the work fails, the line is erased before the sentence of the failure."""
    find = instruments.find_instrument

    def find_slowly(*arguments: object) -> str:
        time.sleep(0.1)
        return find(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(instruments, "find_instrument", find_slowly)
    outcome = ctrack("instrument", "show", "nowhere", terminal=True)
    assert outcome.code == 3
    assert outcome.err.rpartition("\r\x1b[K")[2].startswith("ctrack: ")

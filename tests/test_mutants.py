"""The run of mutants: the same seed draws the same places, and nothing is drawn that only a type checker reads."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tools.mutants import places
from tools.mutants.coverage_map import CoverageMap, find_place
from tools.mutants.trials import choose

SOURCE = '''
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def is_later(first: date | None, than: int | None = 3) -> bool | None:
    """Whether it is."""
    return first + 1 > than
'''


def write_module(root: Path) -> str:
    """A module in a tree of its own."""
    (root / "ctrack").mkdir()
    (root / "ctrack" / "times.py").write_text(SOURCE, encoding="utf-8")
    return "ctrack/times.py"


def test_a_seed_draws_the_same_places_again(tmp_path: Path) -> None:
    """Whoever runs it with a seed breaks what was broken before, each place once."""
    module = write_module(tmp_path)
    drawn = places.draw(tmp_path, [module], 3, 8, tmp_path / "cache")
    assert drawn == places.draw(tmp_path, [module], 3, 8, tmp_path / "other")
    assert set(Counter((mutant.line, mutant.column) for mutant in drawn).values()) == {1}


def test_only_what_runs_is_broken(tmp_path: Path) -> None:
    """Annotations and imports for the type checker are left alone; what is drawn changes its own line and no other."""
    module = write_module(tmp_path)
    mutants = places.read_mutants(tmp_path, module, tmp_path / "cache")
    assert {mutant.line for mutant in mutants} == {10, 12}
    assert {mutant.inside for mutant in mutants if mutant.line == 12} == {"is_later"}
    for mutant in mutants:
        broken = places.break_source(SOURCE, mutant).splitlines()
        changed = [number for number, line in enumerate(SOURCE.splitlines()) if broken[number] != line]
        assert changed == [mutant.line - 1]


def test_the_likeliest_tests_are_run_first() -> None:
    """Those that cover the line go first, of these those of the module's own file, and then the fastest."""
    seconds = {
        "tests/cli/test_a.py::slow": 2.0,
        "tests/cli/test_a.py::fast": 0.1,
        "tests/store/test_past.py::own": 5.0,
        "tests/store/test_work.py::beside": 0.1,
        "tests/text/test_safe.py::far": 0.1,
    }
    lines = {"ctrack/store/past.py": {7: set(list(seconds)[:3]), 9: {"tests/cli/test_a.py::fast"}}}
    found = CoverageMap(seconds, lines).find_tests("ctrack/store/past.py", 7, 8)
    assert find_place("ctrack/store/past.py") == "tests/store/test_past"
    assert list(choose(found, seconds, "ctrack/store/past.py")) == [
        "tests/store/test_past.py::own",
        "tests/cli/test_a.py::fast",
        "tests/cli/test_a.py::slow",
        "tests/store/test_work.py::beside",
    ]
    of_nothing = CoverageMap(seconds, lines).find_tests("ctrack/store/tables.py", 7, 8)
    assert list(choose(of_nothing, seconds, "ctrack/store/tables.py")) == [
        "tests/store/test_work.py::beside",
        "tests/store/test_past.py::own",
    ]

"""Which tests cover a line, and how long each takes: found by one run of the quick lane under coverage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.mutants.durations import VARIABLE

# They start browsers, terminals and other programs, which no coverage sees and no mutant reaches quickly.
LEFT_OUT = ("tests/browser", "tests/terminal", "tests/extensions", "tests/test_packaging.py")


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """The seconds of each test, and the tests of each line of each module."""

    seconds: dict[str, float]
    lines: dict[str, dict[int, set[str]]]

    def find_tests(self, module: str, first: int, last: int) -> list[set[str]]:
        """The tests to try, the likeliest set first: those that cover the lines, their module, and what lies beside it.

        A line that runs once in a process, at import or for a cache, is covered by the first test alone, or by none.
        """
        lines = self.lines.get(module, {})
        of_lines = set[str]().union(*(lines.get(line, ()) for line in range(first, last + 1)))
        own = find_place(module)
        beside = {test for test in self.seconds if test.startswith((f"{own}.py::", f"{own.rpartition('/')[0]}/"))}
        return [of_lines, set[str]().union(*lines.values()), beside]


def find_place(module: str) -> str:
    """The file of tests that mirrors a module, without its ending."""
    folder, _, name = module.removeprefix("ctrack/").removesuffix(".py").rpartition("/")
    return f"tests/{folder}/test_{name}"


def make_map(tree: Path, session: Path, tests: Iterable[str] = ("tests",)) -> None:
    """Run tests under coverage, and keep what they cover beside what is known of all the others."""
    data, seconds = session / "coverage", session / "seconds.json"
    left_out = (option for path in LEFT_OUT for option in ("--ignore", path))
    command = [
        sys.executable, "-m", "pytest", "-p", "tools.mutants.durations", "--cov=ctrack", "--cov-context=test",
        "--cov-report=", *left_out, *tests,
    ]  # fmt: skip
    environ = {**os.environ, VARIABLE: str(seconds), "COVERAGE_FILE": str(data), "PYTHONPATH": str(tree)}
    subprocess.run(command, cwd=tree, env=environ, check=False)
    merge(session, read_coverage(tree, data), json.loads(seconds.read_text(encoding="utf-8")))


def read_coverage(tree: Path, data: Path) -> dict[str, dict[str, list[int]]]:
    """The lines of each module that each test covers."""
    from coverage import CoverageData

    coverage = CoverageData(str(data))
    coverage.read()
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for file in coverage.measured_files():
        module = Path(file).relative_to(tree).as_posix()
        for line, contexts in coverage.contexts_by_lineno(file).items():
            for test in {context.rpartition("|")[0] for context in contexts if context}:
                found[test][module].append(line)
    return found


def merge(session: Path, covered: dict[str, dict[str, list[int]]], seconds: dict[str, float]) -> None:
    """Put what a run found in the place of what was known of the same files of tests."""
    path = session / "map.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    again = {test.partition("::")[0] for test in seconds}
    kept = {test: facts for test, facts in kept.items() if test.partition("::")[0] not in again}
    kept |= {test: {"seconds": seconds[test], "lines": covered.get(test, {})} for test in seconds}
    path.write_text(json.dumps(kept), encoding="utf-8")


def read_map(session: Path) -> CoverageMap:
    """The map that was made; raises FileNotFoundError before."""
    lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    kept = json.loads((session / "map.json").read_text(encoding="utf-8"))
    for test, facts in kept.items():
        for module, numbers in facts["lines"].items():
            for number in numbers:
                lines[module][number].add(test)
    return CoverageMap({test: facts["seconds"] for test, facts in kept.items()}, lines)

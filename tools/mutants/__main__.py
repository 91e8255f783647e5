"""`python -m tools.mutants`: draw mutants, try each, and print the figure and the survivors."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from tools.mutants import coverage_map, places, trials
from tools.mutants.places import Mutant
from tools.mutants.trials import State

ROOT = Path(__file__).resolve().parent.parent.parent
SESSION = ROOT / "build" / "mutants"
IGNORED = shutil.ignore_patterns(".git", "build", "dist", ".mypy_cache", ".ruff_cache", "*.egg-info")
UNTESTED = (State.SURVIVED, State.NO_TESTS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Go on with the session, or begin it."""
    options = read_options(arguments)
    options.session.mkdir(parents=True, exist_ok=True)
    if options.map is not None or not (options.session / "map.json").exists():
        coverage_map.make_map(copy_tree(options.session, "map"), options.session, options.map or ["tests"])
    modules = options.modules or places.list_modules(ROOT)
    drawn = places.draw(ROOT, modules, options.sample, options.seed, options.session / "places")
    known = read_results(options.session)
    left = [mutant for mutant in drawn if is_left(known.get(mutant.key), again=options.again)]
    left.sort(key=lambda mutant: mutant.key in known)
    print(f"{len(drawn)} mutants of {len(modules)} modules, seed {options.seed}; {len(left)} to try.", flush=True)
    try:
        try_all(left, options.session, options.jobs)
    finally:
        clear(options.session)
    print_result(drawn, read_results(options.session))


def read_options(arguments: Sequence[str] | None) -> Namespace:
    """What was asked for."""
    parser = ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="modules, as paths from the root; all that count by default")
    parser.add_argument("--sample", type=int, default=600, help="how many places are drawn (600)")
    parser.add_argument("--seed", type=int, default=8, help="which places are drawn (8)")
    parser.add_argument("--jobs", type=int, default=2, help="how many mutants are tried at once (2)")
    parser.add_argument("--again", action="store_true", help="try again those that survived")
    parser.add_argument("--map", nargs="*", metavar="TESTS", help="find anew what these tests cover; without any, all")
    parser.add_argument("--session", type=Path, default=SESSION, help="where the session is kept (build/mutants)")
    return parser.parse_args(arguments)


def copy_tree(session: Path, name: str) -> Path:
    """A copy of the tree, to be broken; compiled files stay true, for times are kept."""
    tree = session / f"tree-{name}"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(ROOT, tree, ignore=IGNORED)
    return tree


def is_left(state: State | None, *, again: bool) -> bool:
    """Whether a mutant is to be tried."""
    return state is None or (again and state in UNTESTED)


def read_results(session: Path) -> dict[str, State]:
    """What became of each mutant that was tried, by its key; the last trial counts."""
    path = session / "results.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {row["key"]: State(row["state"]) for row in map(json.loads, lines)}


def try_all(mutants: Sequence[Mutant], session: Path, jobs: int) -> None:
    """Try mutants, several at a time, each process in a copy of the tree; each result is written as it comes."""
    if not mutants:
        return
    os.nice(10)
    # Not a Pool: its processes are daemons, in which tests could start no processes of their own.
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=fork, initializer=begin, initargs=(session,)) as pool:
        tried = as_completed([pool.submit(try_one, mutant) for mutant in mutants])
        with (session / "results.jsonl").open("a", encoding="utf-8") as results:
            for number, ended in enumerate(tried, 1):
                mutant, state, by = ended.result()
                row = {"key": mutant.key, "state": state.value, "name": mutant.name, "by": by}
                results.write(json.dumps(row) + "\n")
                results.flush()
                print(f"{number}/{len(mutants)} {state.value:9} {mutant.name}  {by}", flush=True)


def begin(session: Path) -> None:
    """Make a process ready for trials."""
    global TREE, SCRATCH, MAP
    name = str(os.getpid())
    TREE, SCRATCH = copy_tree(session, name), session / f"scratch-{name}"
    SCRATCH.mkdir(exist_ok=True)
    MAP = coverage_map.read_map(session)
    trials.import_libraries()


def clear(session: Path) -> None:
    """Leave nothing behind but what is known."""
    for folder in (*session.glob("tree-*"), *session.glob("scratch-*")):
        shutil.rmtree(folder, ignore_errors=True)


def try_one(mutant: Mutant) -> tuple[Mutant, State, str]:
    """Break the copy, run the tests that cover the place, and mend it."""
    path = TREE / mutant.module
    source = places.break_source(path.read_text(encoding="utf-8"), mutant)
    tests = MAP.find_tests(mutant.module, mutant.line, mutant.last_line)
    with trials.broken(path, source):
        state, by = trials.try_tests(TREE, trials.choose(tests, MAP.seconds, mutant.module), SCRATCH)
    return mutant, state, by


def print_result(drawn: Sequence[Mutant], known: dict[str, State]) -> None:
    """Print the survivors, and then the figure."""
    for mutant in sorted(drawn, key=lambda mutant: mutant.name):
        if known.get(mutant.key) in UNTESTED:
            print(f"\n{known[mutant.key].value}: {mutant.name}")
            print(show_change(mutant))
    found = Counter(known[mutant.key] for mutant in drawn if mutant.key in known)
    total = found.total()
    gone = found[State.KILLED] + found[State.TIMEOUT]
    words = ", ".join(f"{found[state]} {state.value}" for state in State)
    print(f"\n{total} mutants: {words}. {gone / total:.1%} were noticed." if total else "Nothing was tried.")


def show_change(mutant: Mutant) -> str:
    """The lines that differ."""
    from difflib import unified_diff

    source = (ROOT / mutant.module).read_text(encoding="utf-8")
    lines = unified_diff(source.splitlines(), places.break_source(source, mutant).splitlines(), lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


if __name__ == "__main__":
    sys.exit(main())

"""What was measured, as tables: on the terminal, and as bench/RESULTS.md with machine, versions and date."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.areas.peers import VENV
from bench.budgets import Verdict
from bench.weights import PARTS

HEAD = ("what", "cpu, ms", "wall, ms", "times", "spread", "memory, MB", "budget", "")
VERB_NAMES = {
    "list": "10,000 listed, piped",
    "show": "one shown",
    "edit": "one edited",
    "first": "seen first, on a terminal",
}


def write_page(
    parts: Mapping[str, Sequence[Verdict]], files: Mapping[str, Mapping[str, float]], clock: str, rounds: int
) -> str:
    """The page."""
    broken = [verdict for verdicts in parts.values() for verdict in verdicts if not verdict.holds]
    worker = "the processor" if clock == "cpu" else "the clock"
    lines = [
        "# What was measured",
        "",
        f"By `python -m bench` on {datetime.now(UTC):%-d %B %Y}; medians of {rounds} interleaved runs, fewer where one",
        f"takes long; times of {worker}. R0 is `python -c pass`, RS is `python -c 'import click, sqlalchemy'`,",
        "D of a command is Python's sqlite3 alone with the statements that the command sends, and P psycopg alone: no",
        "program that asks so takes less. Memory is the most that a process held, and no less than the bench holds",
        "from which it was started.",
        "",
        *describe_machine(),
        "",
        f"{len(broken)} budgets do not hold." if broken else "Every budget holds.",
    ]
    for name, verdicts in parts.items():
        lines += ["", f"## {name.capitalize()}", ""]
        lines += list_peers(verdicts, clock) if name == "peers" else list_rows(map(tell, verdicts), HEAD)
    if files:
        lines += [
            "",
            "## Files",
            "",
            *list_rows(map(tell_weight, files.items()), ("undertakings", "kB for each", *PARTS)),
        ]
        lines += ["", "Texts are those of the catalogue in three languages, each once, whoever is bound by them."]
    return "\n".join(lines) + "\n"


def list_rows(rows: Iterable[Sequence[str]], head: Sequence[str]) -> Iterator[str]:
    """A table of Markdown."""
    for row in (head, ["---"] + ["---:"] * (len(head) - 1), *rows):
        yield f"| {' | '.join(row)} |"


def tell_weight(weighed: tuple[str, Mapping[str, float]]) -> tuple[str, ...]:
    """What a file weighs, as a row: all of it, and each part."""
    name, parts = weighed
    return (name, *(f"{weight / 1000:.2f}" for weight in (sum(parts.values()), *(parts[part] for part in PARTS))))


def tell(verdict: Verdict) -> tuple[str, ...]:
    """One verdict as a row."""
    figures, budget = verdict.figures, verdict.budget
    return (
        budget.trial.name,
        f"{1000 * figures.middle('cpu'):.0f}",
        f"{1000 * figures.middle('wall'):.0f}",
        f"{verdict.ratio:.2f} {budget.unit}",
        f"{100 * figures.spread('cpu'):.0f} %",
        f"{figures.middle('peak'):.0f}",
        budget.allowed,
        "" if verdict.holds else "does not hold",
    )


def list_peers(verdicts: Sequence[Verdict], clock: str) -> Iterator[str]:
    """A verb a row, a program a column."""
    times = sort_peers(verdicts, clock)
    programs = list(dict.fromkeys(program for found in times.values() for program in found))
    rows = [
        [verb, *(compare(found.get(program), found["ctrack"]) for program in programs)] for verb, found in times.items()
    ]
    yield from list_rows(rows, ("", *programs))
    yield ""
    yield "In parentheses: how many times ctrack's. The last two columns are floors, which lay nothing out for people."


def compare(taken: float | None, ours: float) -> str:
    """A time beside ours; nothing where a program has no such verb."""
    return "" if taken is None else f"{1000 * taken:.0f} ms ({taken / ours:.2f})"


def sort_peers(verdicts: Sequence[Verdict], clock: str) -> dict[str, dict[str, float]]:
    """For each verb, the seconds that each program takes."""
    times: dict[str, dict[str, float]] = {name: {} for name in VERB_NAMES.values()}
    for verdict in verdicts:
        verb, _, program = verdict.budget.trial.name.partition(" | ")
        times[VERB_NAMES[verb]][program] = verdict.figures.middle(clock)
    return times


def describe_machine() -> list[str]:
    """The machine, and the versions of all that was measured."""
    model = next(
        (line.partition(":")[2].strip() for line in read_lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    parts = [f"Python {sys.version.split()[0]}", f"SQLite {sqlite3.sqlite_version}"]
    parts += [f"{name} {version(name)}" for name in ("ctrack", "click", "sqlalchemy", "rich")]
    peers = [f"{name} {found}" for name in ("todoman", "sqlite-utils", "doorstop") if (found := find_version(name))]
    if task := shutil.which("task"):
        peers.append(
            f"taskwarrior {subprocess.run([task, '--version'], capture_output=True, text=True).stdout.strip()}"
        )
    return [
        f"Machine: {os.cpu_count()} cores, {model or platform.machine()}, {platform.system()} {platform.release()}.",
        f"Versions: {', '.join(parts)}.",
        f"Peers: {', '.join(peers) or 'none installed'}.",
    ]


def find_version(name: str) -> str:
    """The version of a peer, "" where it is not installed."""
    code = f"import importlib.metadata as m; print(m.version({name!r}))"
    python = VENV / "bin" / "python"
    found = subprocess.run([python, "-c", code], capture_output=True, text=True) if python.exists() else None
    return found.stdout.strip() if found else ""


def read_lines(path: str) -> list[str]:
    """The lines of a file that may not be there."""
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []

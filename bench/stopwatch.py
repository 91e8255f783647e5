"""Timing of commands: interleaved, so that a busy machine is busy for all of them alike. Times are seconds.

A clock says how much has passed by now: `wall_clock` for what a user waits, `cpu_clock` for what the processor worked,
which on a machine that others use as well is the steadier of the two.
"""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Trial:
    """A command to time: what it runs in the n-th round, with what environment, and whether on a terminal."""

    name: str
    command: Callable[[int], Sequence[str | Path]]
    environ: Mapping[str, str] = field(default_factory=dict)
    on_terminal: bool = False


def always(*words: str | Path) -> Callable[[int], Sequence[str | Path]]:
    """The same command in every round."""
    return lambda number: words


wall_clock = time.perf_counter


def cpu_clock() -> float:
    """What the programs that were run so far have worked, in their own code and in the system's."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def time_trials(
    trials: Sequence[Trial], rounds: int, environ: Mapping[str, str], clock: Callable[[], float] = wall_clock
) -> dict[str, float]:
    """The median of each trial; one round before the first warms the caches of files and of bytecode."""
    times: dict[str, list[float]] = {trial.name: [] for trial in trials}
    for number in range(rounds + 1):
        for trial in trials:
            taken = time_once(trial, number, environ, clock)
            if number:
                times[trial.name].append(taken)
    return {name: median(taken) for name, taken in times.items()}


def time_once(trial: Trial, number: int, environ: Mapping[str, str], clock: Callable[[], float]) -> float:
    """One run of a trial, which must go well."""
    run = run_on_terminal if trial.on_terminal else run_piped
    command = list(trial.command(number))
    begin = clock()
    code = run(command, {**environ, **trial.environ})
    taken = clock() - begin
    if code:
        raise SystemExit(f"{trial.name}: {' '.join(map(str, command))} ended with {code}")
    return taken


def run_piped(command: Sequence[str | Path], environ: Mapping[str, str]) -> int:
    """Run with the output read through a pipe; the exit code."""
    return subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True).returncode


def run_on_terminal(command: Sequence[str | Path], environ: Mapping[str, str]) -> int:
    """Run on a terminal of 80 columns; the exit code."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env={**environ, "COLUMNS": "80"}, stdin=theirs, stdout=theirs, stderr=theirs) as run:
        os.close(theirs)
        drain(ours)
    os.close(ours)
    return run.returncode


def drain(terminal: int) -> None:
    """Read a terminal until the program at its other end has gone, which Linux tells as an input/output error."""
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:
        return

"""Timing of commands: interleaved, so that a busy machine is busy for all of them alike. Times are seconds.

Of each run three figures are kept: how long a user waits (wall), how much the processor worked (cpu), which on a
machine that others use as well is the steadier of the two, and the most memory that was held at once (megabytes).
"""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

Words = Sequence[str | Path]
# What a run that ends badly has said is told to its last lines.
MOST_TOLD = 2000


class Sample(NamedTuple):
    """What one run took: seconds that passed, seconds of work, megabytes at the most."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A command to time: what it runs in the n-th round, with what environment, and whether on a terminal.

    Of a trial that takes long fewer rounds are run: every `rarely`-th.
    """

    name: str
    command: Callable[[int], Words]
    environ: Mapping[str, str] = field(default_factory=dict)
    on_terminal: bool = False
    rarely: int = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """What the runs of one trial took."""

    samples: tuple[Sample, ...]

    def middle(self, name: str) -> float:
        """The median of `wall`, `cpu` or `peak`."""
        return float(median(getattr(sample, name) for sample in self.samples))

    def spread(self, name: str) -> float:
        """The distance between the quartiles, as a part of the median."""
        values = [getattr(sample, name) for sample in self.samples]
        if len(values) < 3 or not (middle := median(values)):
            return 0.0
        first, _, third = quantiles(values, n=4)
        return float((third - first) / middle)


def always(*words: str | Path) -> Callable[[int], Words]:
    """The same command in every round."""
    return lambda number: words


def run_trials(trials: Sequence[Trial], rounds: int, environ: Mapping[str, str]) -> dict[str, Figures]:
    """What each trial took; one round before the first warms the caches of files and of bytecode."""
    taken: dict[str, list[Sample]] = {trial.name: [] for trial in trials}
    for number in range(rounds + 1):
        for trial in trials:
            if number % trial.rarely:
                continue
            sample = run_once(trial, number, environ)
            if number or trial.rarely > rounds:
                taken[trial.name].append(sample)
    return {name: Figures(tuple(samples)) for name, samples in taken.items()}


def run_once(trial: Trial, number: int, environ: Mapping[str, str]) -> Sample:
    """One run of a trial, which must go well."""
    command = [str(word) for word in trial.command(number)]
    run = run_on_terminal if trial.on_terminal else run_piped
    begin = time.perf_counter()
    code, told, usage = run(command, {**environ, **trial.environ})
    taken = time.perf_counter() - begin
    if code:
        raise SystemExit(f"{trial.name}: {' '.join(command)[:500]} ended with {code}: {told[-MOST_TOLD:]!r}")
    return Sample(taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


Ended = tuple[int, bytes, resource.struct_rusage]


def run_piped(command: Sequence[str], environ: Mapping[str, str]) -> Ended:
    """Run with the output read through a pipe; the exit code, what was said of mistakes, what it used."""
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(
            command, env=dict(environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told
        )
        assert child.stdout is not None
        while child.stdout.read(1 << 16):
            pass
        child.stdout.close()
        code, usage = wait(child)
        told.seek(0)
        return code, told.read(), usage


def run_on_terminal(command: Sequence[str], environ: Mapping[str, str]) -> Ended:
    """Run on a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    columns = {**environ, "COLUMNS": "80"}
    child = subprocess.Popen(command, env=columns, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = drain(ours)
    os.close(ours)
    code, usage = wait(child)
    return code, said, usage


def wait(child: subprocess.Popen[bytes]) -> tuple[int, resource.struct_rusage]:
    """Wait for a child and tell what it used; Popen alone would drop that."""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage


def drain(terminal: int) -> bytes:
    """Read a terminal until the program at its other end has gone, which Linux tells as an input/output error."""
    said = b""
    try:
        while piece := os.read(terminal, 65536):
            said = (said + piece)[-MOST_TOLD:]
    except OSError:
        pass
    return said

"""Fixtures: the program in a process of its own, where only a real process shows what is promised."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.support.runner import Runner

Word = str | bytes


@dataclass(frozen=True)
class Ended:
    """What a process left: its exit code and the bytes it wrote."""

    code: int
    out: bytes
    err: bytes


@dataclass(frozen=True)
class Program:
    """`python -m ctrack` over the register of a runner, with nothing of the environment of the tests."""

    runner: Runner

    @property
    def command(self) -> list[str]:
        """How the program is started."""
        return [sys.executable, "-m", "ctrack"]

    def environ(self, **more: Word) -> dict[str, Word]:
        """The environment of the process."""
        return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **self.runner.base(), **more}

    def __call__(self, *arguments: Word, stdin: bytes = b"", **environ: Word) -> Ended:
        ended = subprocess.run(
            [*self.command, *arguments], input=stdin, capture_output=True, env=self.environ(**environ), timeout=60
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def shell(self, line: str, **environ: Word) -> Ended:
        """A line of bash in which `ctrack` is the program."""
        script = f'ctrack() {{ "{sys.executable}" -m ctrack "$@"; }}\n{line}'
        ended = subprocess.run(
            ["bash", "-c", script], input=b"", capture_output=True, env=self.environ(**environ), timeout=60
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def program(ctrack: Runner) -> Program:
    """The program as a process, over the register of the test."""
    return Program(ctrack)

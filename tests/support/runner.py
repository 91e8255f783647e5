"""Runs command lines in this process, as `main` would, and catches what they print."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ctrack.cli.main import run
from ctrack.text.language import use_language

NOW = "2026-11-21T09:00:00+00:00"
CLEARED = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "VISUAL", "EDITOR")


class Stream(io.TextIOWrapper):
    """A text stream over memory that may pass for a terminal."""

    def __init__(self, content: bytes = b"", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True)
class Outcome:
    """What a command line left: its exit code, its data and its words."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The envelope."""
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        """The data of the envelope."""
        return self.json["data"]


@dataclass
class Runner:
    """Runs `ctrack` over one register; each call may add to the environment."""

    database: str
    home: Path
    environ: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str, stdin: str | bytes = b"", terminal: bool = False, **environ: str) -> Outcome:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = Stream(terminal=terminal), Stream(terminal=terminal)
        with swapped_environ({**self.base(), **self.environ, **environ}), swapped_streams(content, out, err):
            try:
                code = run(list(arguments))
            finally:
                use_language("en")
        return Outcome(code, out.text(), err.text())

    def base(self) -> dict[str, str]:
        """An environment of which nothing depends on who runs the tests."""
        return {
            "CTRACK_DB": self.database,
            "CTRACK_NOW": NOW,
            "CTRACK_USER": "tester",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "TZ": "UTC",
            "TERM": "xterm-256color",
            # On a terminal nothing waits for a key; the pager has tests of its own.
            "PAGER": "cat",
        }

    def ok(self, *arguments: str, **settings: Any) -> Outcome:
        """The same, and it must have gone well."""
        outcome = self(*arguments, **settings)
        assert outcome.code == 0, outcome
        return outcome

    def data(self, *arguments: str, **settings: Any) -> Any:
        """The data of a command in JSON, which must have gone well."""
        return self.ok(*arguments, "--format", "json", **settings).data


@contextmanager
def swapped_environ(environ: Mapping[str, str]) -> Iterator[None]:
    """The environment of one run."""
    kept = dict(os.environ)
    for name in CLEARED:
        os.environ.pop(name, None)
    for name in list(os.environ):
        if name.startswith(("CTRACK_", "TMUX", "VTE_", "KONSOLE")) and not name.startswith("CTRACK_TEST"):
            del os.environ[name]
    os.environ.update(environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


@contextmanager
def swapped_streams(content: bytes, out: Stream, err: Stream) -> Iterator[None]:
    """The streams of one run."""
    kept = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = Stream(content, terminal=out.terminal and not content), out, err
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept

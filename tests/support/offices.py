"""A register with people who are to be reminded, the configuration for it, and `ctrack remind` as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ctrack.store.claims import claimant
from tests.support.runner import Outcome, Runner

WITH_NOBODY = ("KWT-21", "KWT-22", "PVE-DAY")
SENDER = "ctrack <focal@mofa.example>"


@dataclass(frozen=True)
class Duty:
    """A commitment that somebody answers for, and when it is due."""

    code: str
    person: str
    due: str
    overseer: str | None = None


def address_of(name: str) -> str:
    """Where somebody is written to."""
    return f"{name.lower()}@moi.example"


def staff(runner: Runner, duties: Iterable[Duty], **zones: str) -> Runner:
    """Add the people and give them their duties."""
    given = list(duties)
    for name in dict.fromkeys(name for duty in given for name in (duty.person, duty.overseer) if name):
        zone = ("--time-zone", zones[name]) if name in zones else ()
        runner.ok("person", "add", name, "--email", address_of(name), "--language", "en", *zone)
    for duty in given:
        overseer = ("--overseer", duty.overseer) if duty.overseer else ()
        runner.ok("assign", duty.code, "--person", duty.person, *overseer)
        runner.ok("update", duty.code, "--target", duty.due)
    # What is near and with nobody would be named by every run: it is no affair of these tests.
    runner.ok("snooze", *WITH_NOBODY, "--until", "2099-12-31")
    return runner


def configure(runner: Runner, channel: str, settings: dict[str, Any] | None = None, **remind: Any) -> None:
    """Write the configuration: the channel with its settings, and what else is said of reminders."""
    tables = {"remind": {"channel": channel, "from": SENDER} | remind} | ({channel: settings or {}} if channel else {})
    path = runner.home / "remind.toml"
    lines = []
    for name, values in tables.items():
        lines += [f"[{name}]", *(f"{key} = {write_value(value)}" for key, value in values.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    runner.environ["CTRACK_CONFIG"] = str(path)


def write_value(value: Any) -> str:
    """A value as TOML writes it."""
    return json.dumps(str(value) if isinstance(value, Path) else value, ensure_ascii=False)


def start_remind(runner: Runner, *words: str, **environ: str) -> subprocess.Popen[bytes]:
    """`ctrack remind` as a process of its own, which nobody looks at."""
    given = {"PATH": os.environ["PATH"], **runner.base(), **runner.environ, **environ}
    command = [sys.executable, "-m", "ctrack", "remind", *words]
    return subprocess.Popen(
        command, env=given, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(process: subprocess.Popen[bytes], seconds: float = 120) -> Outcome:
    """What a process left."""
    out, err = process.communicate(timeout=seconds)
    return Outcome(process.returncode, out.decode(), err.decode())


def remind(runner: Runner, *words: str, **environ: str) -> Outcome:
    """The same, to its end."""
    return ended(start_remind(runner, *words, **environ))


def read_mails(runner: Runner) -> list[dict[str, Any]]:
    """The outbox, oldest mail first."""
    rows: list[dict[str, Any]] = runner.data("remind", "log", "--limit", "100000")["rows"]
    return rows[::-1]


def become_another() -> None:
    """In a child that was forked: claim under its own number, and not under that of its parent."""
    claimant.cache_clear()

"""Killed at any moment, `ctrack remind` loses no mail, and repeats one only with the same Message-ID."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.reminders.conftest import DUTIES, Make, configure_folder
from tests.support.children import run_in_child
from tests.support.offices import address_of, become_another, configure, read_mails, remind, start_remind
from tests.support.post_office import PostOffice
from tests.support.runner import Runner

EXPECTED = {(address_of(duty.person), (duty.code,)) for duty in DUTIES}
# Where the server is as it sees its client die: with what it was told so far, it has the mail or it has not.
BEFORE_THE_MAIL_IS_TAKEN = ("mail", "rcpt", "data")
TAKEN, ANSWERED = "taken", "answered"
STAGES = (*BEFORE_THE_MAIL_IS_TAKEN, TAKEN, ANSWERED)


@dataclass
class Tally:
    """What came of all crashes."""

    crashes: int = 0
    due: int = 0
    lost: int = 0
    repeated: int = 0
    renamed: int = 0

    def count(self, post: PostOffice) -> None:
        """Add the mails of one register, whose sending has come to its end, and forget them."""
        known = post.identities()
        self.due += len(EXPECTED)
        self.lost += len(EXPECTED - known.keys())
        self.repeated += sum(post.counts().values()) - len(post.counts())
        self.renamed += sum(len(ids) - 1 for ids in known.values())
        assert known.keys() <= EXPECTED
        post.letters.clear()
        post.reached.clear()

    def tell(self, capsys: pytest.CaptureFixture[str], what: str) -> None:
        """Say it where everybody sees it, also from a worker of xdist; and nothing may be lost."""
        with capsys.disabled():
            print(
                f"\nremind, {what}: {self.crashes} crashes injected, {self.due} mails due, lost {self.lost}, repeated "
                f"with the same Message-ID {self.repeated}, repeated with another Message-ID {self.renamed}",
                file=sys.stderr,
            )
        assert (self.lost, self.renamed) == (0, 0)
        assert self.repeated <= self.crashes


def prepare(make_office: Make, post: PostOffice) -> Runner:
    """A fresh register by which mails go to the server."""
    runner = make_office()
    configure(runner, "smtp", post.settings(), digest=False)
    return runner


def finish(runner: Runner) -> None:
    """Let reminders run to their end: nothing waits, nothing is in hand."""
    outcome = runner("remind")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert Counter(row["state"] for row in read_mails(runner)) == {"sent": len(EXPECTED)}


def list_steps(runner: Runner) -> list[str]:
    """The statements and commits of a run, in their order."""
    steps: list[str] = []
    hooks = listen(steps.append)
    try:
        runner.ok("remind")
    finally:
        for name, hook in hooks:
            event.remove(Engine, name, hook)
    return steps


def listen(call: Callable[[str], Any]) -> list[tuple[str, Callable[..., None]]]:
    """From here on call before each statement and each commit, on whatever engine; what listens now."""
    hooks: list[tuple[str, Callable[..., None]]] = [
        ("before_cursor_execute", lambda connection, cursor, statement, *rest: call(statement)),
        ("commit", lambda connection: call("COMMIT")),
    ]
    for name, hook in hooks:
        event.listen(Engine, name, hook)
    return hooks


def die_at(number: int) -> None:
    """From here on kill this process before that statement or commit, counted from nought."""
    become_another()
    seen: list[str] = []

    def step(what: str) -> None:
        if len(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        seen.append(what)

    listen(step)


def kill_at_step(runner: Runner, number: int, tally: Tally) -> None:
    """A run that is killed before this step."""
    died, _ = run_in_child(runner, "remind", prepare=lambda: die_at(number))
    tally.crashes += died == signal.SIGKILL


def kill_at_stage(runner: Runner, post: PostOffice, stage: str, number: int) -> None:
    """A run that the server kills as it has come so far with a mail."""
    file = runner.home / "process"

    def kill() -> None:
        os.kill(int(file.read_text()), signal.SIGKILL)

    def begin() -> None:
        become_another()
        file.write_text(str(os.getpid()))

    def behave(at: str, count: int, to: str) -> str | None:
        if (at, count) != (stage, number):
            return None
        kill()
        # A server that sees nobody at the other end any more does not take what it was given.
        return None if stage == TAKEN else "die"

    if stage == ANSWERED:
        post.answered = (number + 1, kill)
    else:
        post.behave = behave
    died, _ = run_in_child(runner, "remind", prepare=begin)
    post.behave, post.answered = lambda at, count, to: None, None
    assert died == signal.SIGKILL


def kill_after(runner: Runner, seconds: float) -> bool:
    """A process of its own that is killed after so long; whether it was still at work."""
    process = start_remind(runner)
    time.sleep(seconds)
    process.kill()
    process.communicate(timeout=60)
    return process.returncode == -signal.SIGKILL


def kill_at_steps(make: Callable[[], Runner], post: PostOffice, tally: Tally, times: int) -> None:
    """Kill runs before statements and commits that are spread over a whole run, and then the run that takes over."""
    steps = list_steps(make())
    tally.count(post)
    commits = [number for number, step in enumerate(steps) if step == "COMMIT"]
    assert len(commits) == 1 + 2 * len(EXPECTED), "one to queue, one for each claim and one for each end"
    # Before the queue is committed, and after; before a claim is, and before it is that the mail was sent.
    chosen = {commits[0], commits[0] + 1, commits[3], commits[4]}
    for number in sorted(chosen | {len(steps) * turn // times for turn in range(times)}):
        runner = make()
        kill_at_step(runner, number, tally)
        if times:
            kill_at_step(runner, number * 7 % len(steps), tally)
        finish(runner)
        tally.count(post)


def kill_at_stages(
    make: Callable[[], Runner], post: PostOffice, tally: Tally, numbers: tuple[int, ...], stages: tuple[str, ...]
) -> None:
    """Kill runs as the server has come so far with a mail: only one that it has taken may come again."""
    for stage in stages:
        for number in numbers:
            runner = make()
            kill_at_stage(runner, post, stage, number)
            tally.crashes += 1
            before = len(post.letters)
            assert before == number + (stage in (TAKEN, ANSWERED))
            finish(runner)
            repeated = [key for key, count in post.counts().items() if count > 1]
            if stage in BEFORE_THE_MAIL_IS_TAKEN:
                assert repeated == []
            else:
                assert repeated in ([], [post.letters[before - 1].message_id])
                assert stage == ANSWERED or repeated
            tally.count(post)


def kill_at_random(make: Callable[[], Runner], post: PostOffice, tally: Tally, times: int) -> None:
    """Kill real processes at moments by chance, most of them while they are at work and not only starting."""
    begin = time.perf_counter()
    assert remind(make()).code == 0
    whole = time.perf_counter() - begin
    tally.count(post)
    chance = random.Random(times)
    for turn in range(times):
        runner = make()
        for _again in range(1 + turn % 2):
            tally.crashes += kill_after(runner, whole * chance.uniform(0.4, 1))
        finish(runner)
        tally.count(post)


@pytest.mark.slow
def test_killed_at_some_points(make_office: Make, post: PostOffice, capsys: pytest.CaptureFixture[str]) -> None:
    """A handful of crashes: before commits, between the words of the server, and by chance."""
    tally = Tally()
    kill_at_steps(lambda: prepare(make_office, post), post, tally, 0)
    kill_at_stages(lambda: prepare(make_office, post), post, tally, (1,), ("data", TAKEN, ANSWERED))
    kill_at_random(lambda: prepare(make_office, post), post, tally, 1)
    assert tally.crashes >= 7
    tally.tell(capsys, "a few points")


@pytest.mark.slow
def test_killed_at_many_points(
    make_office: Make, post: PostOffice, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    """Very many crashes, on each engine."""
    tally = Tally()
    kill_at_steps(lambda: prepare(make_office, post), post, tally, 16)
    kill_at_stages(lambda: prepare(make_office, post), post, tally, (0, 3, 7), STAGES)
    kill_at_random(lambda: prepare(make_office, post), post, tally, 10)
    assert tally.crashes >= 50
    tally.tell(capsys, f"many points, {request.node.callspec.id}")


@pytest.mark.slow
def test_killed_while_files_are_written(make_office: Make) -> None:
    """With a folder many mails are claimed at once: whoever comes after a crash writes each, and no second name."""
    runner = make_office()
    folder = configure_folder(runner, digest=False)
    steps, names = len(list_steps(runner)), {path.name for path in folder.iterdir()}
    assert len(names) == len(EXPECTED)
    for number in range(0, steps, steps // 4):
        runner = make_office()
        folder = configure_folder(runner, digest=False)
        died, _ = run_in_child(runner, "remind", prepare=lambda number=number: die_at(number))  # type: ignore[misc]
        assert died == signal.SIGKILL
        finish(runner)
        assert {path.name for path in folder.iterdir()} == names


def test_killed_by_its_own_command(make_office: Make, tmp_path: Path) -> None:
    """A command takes the mail and the caller dies before it hears so: the mail comes again, with the same id."""
    runner, log = make_office(), tmp_path / "taken"
    script = tmp_path / "take"
    script.write_text(
        f'#!/bin/sh\ncat >> "{log}"; echo >> "{log}"\n'
        f'if [ $(grep -c message_id "{log}") -eq 3 ]; then kill -9 $PPID; fi\n'
    )
    script.chmod(0o755)
    configure(runner, "command", {"run": str(script)}, digest=False)
    assert remind(runner).code == -signal.SIGKILL
    finish(runner)
    ids = Counter(line.split('"message_id": "')[1].split('"')[0] for line in log.read_text().splitlines() if line)
    assert sorted(ids.values()) == [1] * (len(EXPECTED) - 1) + [2]

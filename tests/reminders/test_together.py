"""Several `remind` at once, on one host or on several: each mail is claimed by one, and goes out once."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.reminders.conftest import DUTIES, configure_folder
from tests.support.offices import configure, ended, read_mails, remind, start_remind
from tests.support.post_office import PostOffice
from tests.support.registers import query
from tests.support.runner import Runner

# Python runs this as it starts: the process believes itself on a host of that name.
ELSEWHERE = "import socket\nsocket.gethostname = lambda: {name!r}\n"
LATER = {"CTRACK_NOW": "2026-11-21T09:59:00+00:00"}
MUCH_LATER = {"CTRACK_NOW": "2026-11-21T10:01:00+00:00"}


def on_host(folder: Path, name: str) -> dict[str, str]:
    """The environment of a process on another host."""
    place = folder / name
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(ELSEWHERE.format(name=name), encoding="utf-8")
    return {"PYTHONPATH": str(place)}


def run_together(runner: Runner, hosts: list[dict[str, str]]) -> None:
    """Let as many run at once; each ends well, and says nothing."""
    running = [start_remind(runner, **environ) for environ in hosts]
    for process in running:
        outcome = ended(process)
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def check_once(runner: Runner, post: PostOffice) -> None:
    """Each mail was taken once, and is written down as sent by one attempt."""
    assert set(post.counts().values()) == {1}
    assert post.identities().keys() == {(f"{duty.person.lower()}@moi.example", (duty.code,)) for duty in DUTIES}
    assert {(row["state"], row["attempts"]) for row in read_mails(runner)} == {("sent", 1)}


def test_two_at_once(by_mail: Runner, post: PostOffice) -> None:
    """Two processes on one register."""
    run_together(by_mail, [{}, {}])
    check_once(by_mail, post)


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(3))
def test_four_at_once_on_two_hosts(by_mail: Runner, post: PostOffice, tmp_path: Path, turn: int) -> None:
    """Four processes on one register, two of them on another host."""
    run_together(by_mail, [{}, {}, on_host(tmp_path, "east"), on_host(tmp_path, "east")])
    check_once(by_mail, post)


@pytest.mark.slow
def test_four_at_once_share_the_work_of_many(office: Runner) -> None:
    """With a folder, where each takes many at once, four processes leave each mail once and none in hand."""
    folder = configure_folder(office, digest=False)
    run_together(office, [{}] * 4)
    assert len(list(folder.iterdir())) == len(DUTIES)
    assert {(row["state"], row["attempts"]) for row in read_mails(office)} == {("sent", 1)}


@pytest.mark.slow
def test_what_another_has_in_hand_is_left_to_it(by_mail: Runner, post: PostOffice) -> None:
    """While one process waits for the server's answer, another sends the rest and does not touch that mail."""
    post.behave = lambda stage, number, to: "hang" if (stage, number) == ("taken", 0) else None
    first = start_remind(by_mail)
    try:
        wait_for(post, first)
        second = remind(by_mail)
        assert (second.code, second.out, second.err) == (0, "", "")
        assert len(post.letters) == len(DUTIES)
        assert Counter(row["state"] for row in read_mails(by_mail)) == {"sent": len(DUTIES) - 1, "sending": 1}
    finally:
        first.kill()
        first.communicate()
    assert set(post.counts().values()) == {1}


def wait_for(post: PostOffice, process: subprocess.Popen[bytes]) -> None:
    """Until the server has taken a mail; a process that ended before that is told of."""
    while not post.letters:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.02)


@pytest.mark.slow
def test_what_died_on_another_host_waits_an_hour(by_mail: Runner, post: PostOffice, tmp_path: Path) -> None:
    """Nobody can see whether a process of another host lives: its mail is sent an hour later, by the same id."""
    configure(by_mail, "smtp", post.settings(), digest=False)
    post.behave = lambda stage, number, to: "hang" if (stage, number) == ("taken", 2) else None
    first = start_remind(by_mail, **on_host(tmp_path, "east"))
    while len(post.letters) < 3:
        with pytest.raises(subprocess.TimeoutExpired):
            first.wait(0.02)
    first.kill()
    first.communicate()
    by_mail.ok("remind")
    by_mail.ok("remind", **LATER)
    assert sorted(post.counts().values()) == [1] * len(DUTIES)
    by_mail.ok("remind", **MUCH_LATER)
    assert sorted(post.counts().values()) == [1] * (len(DUTIES) - 1) + [2]
    assert all(len(ids) == 1 for ids in post.identities().values())
    assert {row["state"] for row in read_mails(by_mail)} == {"sent"}


def test_a_claim_is_as_old_as_it_is(
    ctrack: Runner, staffed_file: Path, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a run that takes hours a claim is of the moment at which it was made: no other host takes it for forgotten."""
    from ctrack.services.reminders import deliveries

    shutil.copyfile(staffed_file, ctrack.database)
    configure(ctrack, "smtp", post.settings(), digest=False)
    passed, claims = [0.0], []
    monkeypatch.setattr(deliveries, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + passed[0]))

    def behave(stage: str, number: int, to: str) -> None:
        if stage == "taken":
            passed[0] += 3600
        if stage == "mail":
            claims.append(query(ctrack.database, "SELECT claimed_at FROM mail WHERE state = 'sending'")[0][0][:13])

    post.behave = behave
    ctrack.ok("remind")
    assert claims == [f"2026-11-21T{9 + hour:02}" for hour in range(len(DUTIES))]

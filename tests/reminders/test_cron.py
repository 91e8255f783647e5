"""As cron runs it: no environment, no terminal, another folder; it is silent unless there is trouble."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.notify.mail_servers import free_port
from tests.reminders.conftest import DUTIES, configure_folder
from tests.support.offices import configure, read_mails
from tests.support.post_office import PostOffice
from tests.support.registers import content
from tests.support.runner import Outcome, Runner

ELSEWHERE = "/"
EARLY = "2026-01-15"
DUE = "2026-11-21"


def as_cron(runner: Runner, *words: str, lines: str = "") -> Outcome:
    """What cron does with the line that `remind schedule` prints: /bin/sh, four variables, and `/` to stand in."""
    environ = {"HOME": str(runner.home), "LOGNAME": "amira", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "ctrack", "--db", runner.database, "--no-input", "--quiet", *words]
    line = " ".join(["exec", *(f"'{word}'" for word in command)])
    ended = subprocess.run(
        ["env", "-i", *(f"{key}={value}" for key, value in environ.items()), "/bin/sh", "-c", lines + line],
        cwd=ELSEWHERE, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
    )  # fmt: skip
    return Outcome(ended.returncode, ended.stdout.decode("ascii", "backslashreplace"), ended.stderr.decode())


def put_in_place(runner: Runner) -> None:
    """Move the configuration to where it is found without a variable that names it."""
    place = runner.home / ".config" / "ctrack" / "config.toml"
    place.parent.mkdir(parents=True)
    shutil.move(runner.environ.pop("CTRACK_CONFIG"), place)
    runner.environ["XDG_CONFIG_HOME"] = str(runner.home / ".config")


def said(outcome: Outcome) -> tuple[int, str, str]:
    """All of it."""
    return outcome.code, outcome.out, outcome.err


@pytest.mark.slow
def test_cron_hears_nothing_where_nothing_is_wrong(office: Runner, post: PostOffice) -> None:
    """Nothing due, all sent, nothing left to send: three times silence and 0."""
    configure(office, "smtp", post.settings(), digest=False, after=0)
    put_in_place(office)
    assert said(as_cron(office, "remind", "--today", EARLY)) == (0, "", "")
    assert post.letters == []
    assert said(as_cron(office, "remind", "--today", DUE)) == (0, "", "")
    assert len(post.letters) == len(DUTIES)
    assert said(as_cron(office, "remind", "--today", DUE)) == (0, "", "")
    assert len(post.letters) == len(DUTIES)


def test_cron_hears_of_trouble_only(office: Runner, post: PostOffice) -> None:
    """A refused recipient is one line on stderr with 6, in a locale that cannot write Arabic as well."""
    office.ok("person", "add", "أميرة", "--email", "second@moi.example")
    office.ok("assign", DUTIES[0].code, "--person", "أميرة")
    configure(office, "smtp", post.settings())
    put_in_place(office)
    post.behave = lambda stage, number, to: "550 no" if (stage, to) == ("rcpt", "second@moi.example") else None
    outcome = as_cron(office, "remind", "--today", DUE, lines="LC_ALL=C; export LC_ALL; ")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (6, "", 1)
    assert "second@moi.example" in outcome.err
    assert len(post.letters) == 5
    assert post.letters[-1].to == "boss@moi.example"


@pytest.mark.slow
def test_cron_hears_that_the_server_is_down(office: Runner) -> None:
    """One line for all mails together, with 6, each time."""
    configure(office, "smtp", {"host": "127.0.0.1", "port": free_port(), "security": "none"}, digest=False)
    put_in_place(office)
    for _turn in range(2):
        outcome = as_cron(office, "remind", "--today", DUE)
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (6, "", 1)
        assert "Nothing is lost" in outcome.err


def test_no_way_is_set(office: Runner) -> None:
    """Reminders are due and no channel is set: 2 and the command that sets one; nothing due is still silence."""
    configure(office, "")
    assert said(office("remind", "--today", EARLY)) == (0, "", "")
    outcome = office("remind")
    assert (outcome.code, outcome.out) == (2, "")
    assert "ctrack config set remind.channel" in outcome.err
    assert read_mails(office) == []


@pytest.mark.slow
@pytest.mark.parametrize("digest", [True, False], ids=["digest", "single"])
def test_a_dry_run_tells_what_goes_and_writes_nothing(office: Runner, post: PostOffice, digest: bool) -> None:
    """Subjects, recipients, Message-IDs and commitments are those of the run that follows, and the register is as it
    was; what a former run could not send is among them."""
    configure(office, "smtp", post.settings(), digest=digest)
    post.behave = lambda stage, number, to: "421 no" if stage == "mail" and number >= 1 else None
    assert office("remind", "person:Amira").code in (0, 6)
    waiting = {row["message_id"] for row in read_mails(office) if row["state"] == "queued"}
    gone = {letter.message_id for letter in post.letters}
    assert bool(waiting) != digest
    post.behave = lambda stage, number, to: None
    before = content(office)
    planned = office.data("remind", "--dry-run")["rows"]
    printed = office.ok("remind", "--dry-run").out
    assert content(office) == before
    office.ok("remind")
    sent = {
        letter.message_id: (letter.to, letter.subject, letter.codes)
        for letter in post.letters
        if letter.message_id not in gone
    }
    assert {
        row["message_id"]: (row["to"]["address"], row["subject"], tuple(one["code"] for one in row["notices"]))
        for row in planned
    } == sent
    assert waiting <= sent.keys()
    assert all(words in printed for key, (to, subject, _codes) in sent.items() for words in (key, to, subject))
    assert office.data("remind", "--dry-run")["rows"] == []


def test_a_dry_run_leaves_the_file_as_it_was(ctrack: Runner, staffed_file: Path) -> None:
    """Not one byte of the database is written, and nothing lies beside it afterwards."""
    shutil.copyfile(staffed_file, ctrack.database)
    folder = configure_folder(ctrack)
    before = Path(ctrack.database).read_bytes()
    assert ctrack.data("remind", "--dry-run")["total"] == 4
    assert Path(ctrack.database).read_bytes() == before
    assert list(folder.iterdir()) == []
    wal = Path(f"{ctrack.database}-wal")
    assert not wal.exists() or wal.stat().st_size == 0


def test_check_tells_what_is_overdue(office: Runner) -> None:
    """`--check` sends nothing, and ends with 10 once something is overdue."""
    folder = configure_folder(office)
    assert office("remind", "--check", "person:Amira", "--today", "2026-11-28").code == 0
    outcome = office("remind", "--check", "person:Amira", "--today", "2026-11-29", "--quiet")
    assert said(outcome) == (10, "", "")
    assert list(folder.iterdir()) == []
    assert read_mails(office) == []

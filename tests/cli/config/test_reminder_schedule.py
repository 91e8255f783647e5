"""What runs `ctrack remind` every day: lines that a shell and systemd really read as they were meant."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.cli.commands.remind import show_schedule
from ctrack.cli.config.reminder_schedule import (
    find_program,
    read_schedule,
    schedule_advice,
    schedule_texts,
    whole_place,
)
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.masks import strip_secrets
from ctrack.exchange.crontab import crontab_line
from ctrack.exchange.daily_run import NotATime, NotSchedulable, Schedule
from ctrack.exchange.systemd import SERVICE, TIMER, systemd_units
from tests.support.runner import Runner

# A path that holds what the shell, cron, systemd or all of them give a meaning.
HARD = "a b%c%%d$HOME\\%e'f\"g`h`;#%"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
ENDING = ["--no-input", "--quiet", "remind"]


@pytest.fixture(scope="module")
def listener() -> Iterator[Path]:
    """A program whose own name is hard to write; it prints the configuration that it was given, and its arguments."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{HARD} ctrack"
        path.write_text('#!/bin/sh\nprintf \'%s\\0\' "$CTRACK_CONFIG" "$@"\n', encoding="utf-8")
        path.chmod(0o755)
        yield path


def command_of(line: str, *, keeps_backslash: bool) -> str:
    """What cron hands to the shell: a bare % ends it; before one the backslash goes, or stays as in other crons."""
    command = line.split(None, 5)[5]
    handed, place = "", 0
    while place < len(command):
        pair = command[place : place + 2]
        assert command[place] != "%", "cron takes what follows for standard input"
        if command[place] == "\\":
            handed += pair if keeps_backslash or pair != "\\%" else "%"
            place += 2
        else:
            handed += command[place]
            place += 1
    return handed


def run_as_cron(command: str) -> list[str]:
    """What a program prints, null by null, that cron's shell starts: no environment to speak of, another folder."""
    environ = {"HOME": "/", "LOGNAME": "amira", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        ["/bin/sh", "-c", command], env=environ, cwd="/", capture_output=True, timeout=20, check=True
    )
    return ended.stdout.decode().removesuffix("\0").split("\0")


@pytest.mark.slow
@pytest.mark.parametrize("keeps_backslash", [False, True], ids=["vixie", "busybox"])
@given(name=WORDS, config=WORDS)
def test_cron_starts_what_was_meant(listener: Path, keeps_backslash: bool, name: str, config: str) -> None:
    """Whatever the paths hold, the shell of either cron gives them to the program unchanged."""
    schedule = Schedule((str(listener),), f"/srv/{name}", Path("/etc") / config, "06:05")
    line = crontab_line(schedule)
    assert "\n" not in line
    assert line.split(None, 5)[:5] == ["5", "6", "*", "*", "*"]
    said = run_as_cron(command_of(line, keeps_backslash=keeps_backslash))
    assert said == [str(Path("/etc") / config), "--db", f"/srv/{name}", *ENDING]


def test_the_real_program_starts_from_anywhere() -> None:
    """What the line names as the program is this program, from another folder and without an environment."""
    line = crontab_line(Schedule(find_program(sys.argv[0]), None, None, "6:00"))
    assert line.startswith("0 6 * * *  ")
    command = command_of(line, keeps_backslash=False)
    assert command.endswith(" --no-input --quiet remind")
    assert run_as_cron(command.replace("--no-input --quiet remind", "--version"))[0].startswith("ctrack ")


@pytest.mark.slow
def test_cron_sends_what_is_due_once_and_says_nothing(ctrack: Runner, tmp_path: Path) -> None:
    """The printed line, run as cron runs it: mails are written, nothing is printed, and the second run sends none."""
    mails = tmp_path / "mails of the % day"
    mails.mkdir()
    for key, value in (("from", "focal@mofa.example"), ("channel", "eml"), ("quiet", "")):
        ctrack.ok("config", "set", f"remind.{key}", value)
    ctrack.ok("config", "set", "eml.folder", str(mails))
    ctrack.ok("party", "home", "KW")
    ctrack.ok("person", "add", "Noura", "--email", "noura@moi.example", "--language", "ar")
    ctrack.ok("assign", "KWT-21", "--person", "Noura")
    ctrack.ok("update", "KWT-21", "--target", datetime.now(UTC).astimezone().date().isoformat())
    ctrack.ok("config", "set", "remind.fallback", "Noura")
    ctrack.ok("snooze", "KWT-22", "PVE-DAY", "--until", "2099-12-31")
    line = ctrack.ok("remind", "schedule", "--at", "6:30").out
    for _run in range(2):
        assert run_as_cron(command_of(line, keeps_backslash=False)) == [""]
        assert len(list(mails.glob("*.eml"))) == 1
    shutil.rmtree(mails)
    ctrack.ok("update", "KWT-21", "--target", (datetime.now(UTC).astimezone() + timedelta(days=7)).date().isoformat())
    with pytest.raises(subprocess.CalledProcessError) as caught:
        run_as_cron(command_of(line, keeps_backslash=False))
    assert caught.value.returncode == 6
    assert caught.value.stdout == b""
    assert str(mails) in caught.value.stderr.decode()


def test_a_plain_line_is_plain() -> None:
    """Paths that need no quotation marks get none."""
    schedule = Schedule(("/usr/bin/ctrack",), "/srv/register/commitments.db", None, "23:59")
    assert crontab_line(schedule) == (
        "59 23 * * *  /usr/bin/ctrack --db /srv/register/commitments.db --no-input --quiet remind"
    )


@pytest.mark.parametrize("at", ["24:00", "6", "06:60", "6:5", "06:00:00", "-1:00", "٠٦:٠٠", ""])
def test_what_is_no_time(at: str) -> None:
    """A time that no clock shows is refused."""
    with pytest.raises(NotATime):
        crontab_line(Schedule(("/usr/bin/ctrack",), None, None, at))


@pytest.mark.parametrize("make", [crontab_line, lambda schedule: systemd_units(schedule, user="amira")])
def test_a_line_break_is_refused(make: object) -> None:
    """A path that would end the line and begin another is refused."""
    assert callable(make)
    with pytest.raises(NotSchedulable):
        make(Schedule(("/usr/bin/ctrack",), "/srv/a\n* * * * * rm -r /", None, "06:00"))


def hard_units(program: Path) -> dict[str, str]:
    """Units whose every path is hard to write."""
    schedule = Schedule((str(program),), f"/srv/{HARD}.db", Path(f"/etc/{HARD}.toml"), "6:05")
    return systemd_units(schedule, user=os.environ.get("LOGNAME", "root"), writes=(f"/srv/{HARD}", "/srv/b\\"),
                         credential="ctrack-smtp-password")  # fmt: skip


def test_systemd_finds_no_fault(listener: Path, tmp_path: Path) -> None:
    """systemd-analyze verifies both units and says nothing."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd here")
    for name, text in hard_units(listener).items():
        (tmp_path / name).write_text(text.replace("#LoadCredential", "LoadCredential"), encoding="utf-8")
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", SERVICE, TIMER], cwd=tmp_path, capture_output=True, timeout=60,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )  # fmt: skip
    said = [line for line in ended.stderr.decode().splitlines() if "ctrack-remind" in line]
    assert (ended.returncode, said) == (0, [])


def test_systemd_reads_what_was_meant(listener: Path) -> None:
    """systemd itself, started only to show what it would do, has every path and every word as it was."""
    found = next((path for path in ("/lib/systemd/systemd", "/usr/lib/systemd/systemd") if os.path.exists(path)), None)
    if found is None:
        pytest.skip("no systemd here")
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        (Path(folder) / SERVICE).write_text(hard_units(listener)[SERVICE], encoding="utf-8")
        environ = {"PATH": "/usr/bin:/bin", "HOME": folder, "XDG_RUNTIME_DIR": folder,
                   "SYSTEMD_UNIT_PATH": f"{folder}:/usr/lib/systemd/user", "LC_ALL": "C.UTF-8"}  # fmt: skip
        # It refuses to be a user's manager for root.
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
        ended = subprocess.run(
            [*nobody, found, "--test", "--user", f"--unit={SERVICE}"], env=environ, capture_output=True, timeout=60
        )
    shown = ended.stdout.decode()
    if f"-> Unit {SERVICE}:" not in shown:
        pytest.skip(f"systemd does not run here: {ended.stderr.decode()[-200:]}")
    lines = {line.strip() for line in shown.split(f"-> Unit {SERVICE}:")[1].split("-> Unit ")[0].splitlines()}
    assert f"Environment: CTRACK_CONFIG=/etc/{HARD}.toml" in lines
    # The program of this test lies below /tmp, which the service therefore shares.
    assert f"ReadWritePaths: -/srv/{HARD} -/srv/b\\ /tmp /var/tmp" in lines
    (command,) = (line.removeprefix("Command Line: ") for line in lines if line.startswith("Command Line: "))
    # It quotes as a shell does; what was $$ becomes $ when the program is started: systemd.service(5).
    words = subprocess.run(["/bin/sh", "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True).stdout
    read = words.decode().removesuffix("\0").replace("$$", "$").split("\0")
    assert read == ["/usr/bin/env", str(listener), "--db", f"/srv/{HARD}.db", *ENDING]


def run_of(tmp_path: Path, config: str = "", **environ: str) -> Invocation:
    """A run with this configuration."""
    path = tmp_path / "config.toml"
    path.write_text(config, encoding="utf-8")
    path.chmod(0o600)
    return Invocation([], {"CTRACK_CONFIG": str(path), "LOGNAME": "amira", **environ})


def test_what_is_relative_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cron stands in another folder, so that neither the register nor the configuration is named from this one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.toml").write_text('lang = "ar"\n')
    schedule = read_schedule(Invocation([], {"CTRACK_CONFIG": "c.toml"}), "06:00")
    assert (schedule.database, schedule.config) == (str(tmp_path / "commitments.db"), tmp_path / "c.toml")
    assert all(os.path.isabs(word) or word in ("-m", "ctrack") for word in schedule.program)
    assert read_schedule(Invocation([], {"CTRACK_CONFIG": "none.toml"}), "06:00").config is None
    assert whole_place("sqlite:////srv/a.db") == "/srv/a.db"
    assert whole_place("postgresql://db/a") == "postgresql://db/a"


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        ("postgresql://amira:s@db.example.org/c", "postgresql://amira@db.example.org/c"),
        ("postgresql://amira@db/c?password=s&sslmode=require", "postgresql://amira@db/c?sslmode=require"),
        ("postgresql://amira@db/c?sslmode=require&password=s", "postgresql://amira@db/c?sslmode=require"),
        ("postgresql://db/c?password=s", "postgresql://db/c"),
        ("postgresql://amira@db/c", "postgresql://amira@db/c"),
        ("/srv/a:b@c.db", "/srv/a:b@c.db"),
    ],
)
def test_no_password_is_printed(tmp_path: Path, address: str, bare: str) -> None:
    """The address of a server stands in a crontab without its password, and a sentence says where that belongs."""
    assert strip_secrets(address) == bare
    run = run_of(tmp_path, CTRACK_DB=address)
    assert read_schedule(run, "06:00").database == bare
    assert len(schedule_advice({}, address)) == (address != bare)


def test_a_password_in_the_configuration_stays_there(tmp_path: Path) -> None:
    """Where the configuration holds the address with its password, the line names the configuration only."""
    run = run_of(tmp_path, 'db = "postgresql://amira:sesame@db/c"\n')
    line = schedule_texts(run, "cron", "06:00")["crontab"]
    assert "--db" not in line
    assert "sesame" not in line
    assert f"CTRACK_CONFIG={tmp_path / 'config.toml'} " in line


def test_what_only_this_terminal_has_is_told() -> None:
    """A variable that cron will not see is named; its value is not."""
    (sentence,) = schedule_advice({"CTRACK_SMTP_PASSWORD": "sesame", "CTRACK_WEBHOOK_SECRET": ""}, "a.db")
    assert "CTRACK_SMTP_PASSWORD" in sentence
    assert "sesame" not in sentence


@pytest.mark.parametrize(
    ("config", "has", "has_not"),
    [
        ('channel = "smtp"', "#LoadCredential=ctrack-smtp-password:/etc/ctrack/smtp-password", "=full"),
        ('channel = "smtp"\n[smtp]\npassword_file = "/x"', "NoNewPrivileges=yes", "LoadCredential"),
        ('channel = "smtp"\n[smtp]\npassword_command = "pass x"', "ProtectSystem=full", "NoNewPrivileges"),
        ('channel = "webhook"', "#LoadCredential=ctrack-webhook-secret:/etc/ctrack/webhook-secret", "=full"),
        ('channel = "sendmail"', "ProtectSystem=full", "NoNewPrivileges"),
        ('channel = "command"', "ProtectSystem=full", "LoadCredential"),
        ('channel = "eml"\n[eml]\nfolder = "/srv/mails"', "ReadWritePaths=-/srv/mails", "LoadCredential"),
        ('channel = "smtp"\n[eml]\nfolder = "/srv/mails"', "ReadWritePaths=-/srv/register", "/srv/mails"),
    ],
)
def test_the_service_fits_the_channel(tmp_path: Path, config: str, has: str, has_not: str) -> None:
    """The service may write where the channel writes, and shuts in no program that the channel starts."""
    run = run_of(tmp_path, f"[remind]\n{config}\n", CTRACK_DB="/srv/register/commitments.db")
    service = schedule_texts(run, "systemd", "06:00")[SERVICE]
    assert has in service.splitlines()
    assert has_not not in service
    assert "User=amira" in service.splitlines()


def test_a_machine_that_slept_catches_up(tmp_path: Path) -> None:
    """The timer runs at its time every day, and at once where the machine was off at that time."""
    timer = schedule_texts(run_of(tmp_path), "systemd", "6:05")[TIMER].splitlines()
    assert {"OnCalendar=*-*-* 06..18:05:00", "Persistent=true", "WantedBy=timers.target"} <= set(timer)


def test_what_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On stdout stands what is to be installed and nothing else; JSON holds the files by their names."""
    run = run_of(tmp_path, CTRACK_DB="postgresql://amira:sesame@db/c")
    show_schedule(run, Console(run), "cron", "06:00")
    printed = capsys.readouterr()
    assert printed.out == schedule_texts(run, "cron", "06:00")["crontab"]
    assert "sesame" not in printed.out + printed.err
    assert "~/.pgpass" in printed.err
    show_schedule(run, Console(run), "systemd", "06:00")
    names = [line for line in capsys.readouterr().out.splitlines() if line.startswith("# /etc/systemd/system/")]
    assert names == [f"# /etc/systemd/system/{name}" for name in (SERVICE, TIMER)]
    run = run_of(tmp_path, CTRACK_FORMAT="json")
    show_schedule(run, Console(run), "systemd", "06:00")
    data = json.loads(capsys.readouterr().out)["data"]
    assert (data["kind"], sorted(data["files"])) == ("systemd", [SERVICE, TIMER])


@pytest.mark.parametrize(
    ("hours", "at", "is_daily", "printed"),
    [
        ("", None, False, "0 6-18"),
        ("", "08:30", False, "30 8-20"),
        ("", "15:00", False, "0 15-23"),
        ("", "23:00", False, "0 23"),
        ("7-17", None, False, "0 7-17"),
        ("7-17", "09:10", False, "10 9-17"),
        ("7-17", "19:00", False, "0 19"),
        ("7-17", None, True, "0 7"),
    ],
)
def test_every_hour_of_the_day(tmp_path: Path, hours: str, at: str | None, is_daily: bool, printed: str) -> None:
    """Once an hour, so that a mail which a server puts off has its next try; within the hours in which mails leave."""
    run = run_of(tmp_path, f'[remind]\nhours = "{hours}"\n')
    assert schedule_texts(run, "cron", at, is_daily=is_daily)["crontab"].startswith(f"{printed} * * *  ")

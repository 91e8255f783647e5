"""docs/cron.md and its Arabic half hold what the program prints and takes: units, settings, codes, signatures."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from ctrack.cli.commands.remind import command as remind
from ctrack.cli.config.configuration import read_configuration
from ctrack.cli.config.settings import every_setting, setting_of
from ctrack.domain.exits import ExitCode
from ctrack.domain.workdays import read_holidays
from ctrack.exchange.crontab import crontab_line
from ctrack.exchange.daily_run import Schedule
from ctrack.exchange.systemd import UNIT_FOLDER, systemd_units
from ctrack.notify.names import CHANNELS
from ctrack.notify.secrets import Secret
from ctrack.notify.web_posts import sign
from tests.support.runner import Runner

DOCS = Path(__file__).parent.parent / "docs"
PAGES = [path for path in (DOCS / "cron.md", DOCS / "cron.ar.md") if path.exists()]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM, DATABASE = ("/usr/local/bin/ctrack",), "/srv/register/commitments.db"


@pytest.fixture(params=PAGES, ids=lambda path: path.name)
def page(request: pytest.FixtureRequest) -> str:
    """The text of the guide in one language."""
    text: str = request.param.read_text("utf-8")
    return text


def read_fences(page: str, language: str) -> list[str]:
    """The blocks of a page that are fenced as that language."""
    return [text for kind, text in FENCE.findall(page) if kind == language]


def test_the_line_for_cron(page: str) -> None:
    """The line is the one that the program prints."""
    config = Path("/home/amira/.config/ctrack/config.toml")
    assert read_fences(page, "crontab") == [crontab_line(Schedule(PROGRAM, DATABASE, config, "06:00", 18)) + "\n"]


def test_the_units_for_systemd(page: str) -> None:
    """The service and the timer are those that the program prints."""
    schedule = Schedule(PROGRAM, DATABASE, Path("/etc/ctrack/config.toml"), "06:00", 18)
    units = systemd_units(schedule, user="amira", writes=("/srv/register",), credential="ctrack-smtp-password")
    (shown,) = read_fences(page, "ini")
    assert shown == "\n".join(f"# {UNIT_FOLDER}/{name}\n{text}" for name, text in units.items())


def test_the_configuration_is_taken(page: str, tmp_path: Path) -> None:
    """The configuration file that is shown is one that the program takes, and so is the file of holidays."""
    (shown,) = read_fences(page, "toml")
    path = tmp_path / "config.toml"
    path.write_text(shown, encoding="utf-8")
    assert len(read_configuration({"CTRACK_CONFIG": str(path)})) == len(re.findall(r"^\w+ = ", shown, re.MULTILINE))
    (holidays,) = read_fences(page, "text")
    assert len(read_holidays(holidays).dates) == 4


def test_every_setting_that_is_named_is_one(page: str) -> None:
    """No setting is named that is not there, and no channel is left out."""
    tables = "|".join(sorted({key.partition(".")[0] for key in every_setting() if "." in key}))
    named = set(re.findall(rf"(?<![\w./@-])(?:{tables})\.[a-z_]+(?![\w./])", page)) - {"command.run"}
    assert {key for key in named if setting_of(key) is None and not key.endswith((".example", ".ar", ".md"))} == set()
    assert [name for name in CHANNELS if f"\n### {name}\n" not in page] == []


def test_every_exit_code_is_told(page: str) -> None:
    """The table has each code that the program can end with, but the one that only a check of the journal gives."""
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert told == set(ExitCode) - {ExitCode.INTEGRITY}


def test_every_command_of_the_group_is_told(page: str) -> None:
    """No part of `ctrack remind` is left out."""
    assert [name for name in remind.commands if f"remind {name}" not in page] == []


@pytest.mark.slow
def test_the_first_steps_work(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the guide begins with can be typed as it stands, and ends in a line for cron."""
    import shlex
    import subprocess

    ctrack = Runner(str(tmp_path / "commitments.db"), tmp_path)
    monkeypatch.setenv("HOME", str(ctrack.home))
    outcome = None
    for line in read_fences(page, "sh")[0].splitlines():
        program, *words = [word.replace("~", str(ctrack.home)) for word in shlex.split(line)]
        if program == "ctrack":
            outcome = ctrack.ok(*words)
        else:
            subprocess.run([program, *words], check=True)
    assert outcome is not None
    assert outcome.out.startswith("0 6-18 * * *  CTRACK_CONFIG=")


def test_the_signature_is_checked_as_told(page: str) -> None:
    """The function of the guide takes what the webhook signs, and nothing that was changed or is old."""
    (source,) = read_fences(page, "python")
    room: dict[str, object] = {}
    exec(source, room)
    is_ours = room["is_ours"]
    assert callable(is_ours)

    def headers(stamp: str) -> dict[str, str]:
        return {"X-Ctrack-Timestamp": stamp, "X-Ctrack-Signature": sign(Secret("sesame"), stamp, b"{}")}

    now = str(int(time.time()))
    assert is_ours(headers(now), b"{}", "sesame")
    assert not is_ours(headers(now), b"{ }", "sesame")
    assert not is_ours(headers(now), b"{}", "sesam")
    assert not is_ours(headers(str(int(now) - 3600)), b"{}", "sesame")

"""What somebody types who comes twice a month and has forgotten the syntax: no line has a wrong answer.

A line either does what another one does that is written as the documents teach it, or it is refused with a command
that then works. No line records anything but where the table says so.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.runner import Outcome, Runner

# The commands that a refusal offers stand between quotation marks: 'ctrack list status:overdue'.
RECORDING = ("done", "start", "postpone", "update", "note")
OFFERED = re.compile(r"'(ctrack [^']+)'|«(ctrack [^»]+)»")


@dataclass(frozen=True)
class Line:
    """What is typed, and the line that it has to mean; None where it has to be refused with one that works."""

    typed: str
    meant: str | None


def means(typed: str, meant: str) -> Line:
    """A line that does what another one does."""
    return Line(typed, meant)


def refused(typed: str) -> Line:
    """A line that is refused, with a command that works."""
    return Line(typed, None)


def marked(lines: Sequence[Line]) -> list[Any]:
    """The lines as parameters."""
    return [pytest.param(line, id=line.typed) for line in lines]


READING = (
    means("list overdue", "list status:overdue"),
    means("list implemented", "list status:implemented"),
    means("list done", "list status:implemented"),
    means("list status=overdue", "list status:overdue"),
    means("list status=done", "list status:implemented"),
    means("list status:done", "list status:implemented"),
    means("list status:ongoing", "list status:in_progress"),
    means("list in progress", "list status:in_progress"),
    means("list منجز", "list status:implemented"),
    means("list متأخر", "list status:overdue"),
    means("list KWT-25 KWT-26", "list code:KWT-25 or code:KWT-26"),
    means("list kwt-25,kwt-26", "list code:KWT-25 or code:KWT-26"),
    means("list 'due<2026-12-31'", "list due.before:2026-12-31"),
    means("list 'due>2026-12-31'", "list due.after:2026-12-31"),
    means("list due:2026-06", "list due:2026-06"),
    means("list instrument:Kuwait", "list instrument:kuwait-2024"),
    means("list 'instrument:Kuwait Declaration'", "list instrument:kuwait-2024"),
    means("list 'الصك:الكويت'", "list instrument:kuwait-2024"),
    means("list party:Kuwait", "list party:KW"),
    means("list party:الكويت", "list party:KW"),
    means("list agency:Interior", "list agency:MOI"),
    means("list agency:الداخلية", "list agency:MOI"),
    means("list person:amal@moi.example", "list person:Amal"),
    means("list 'person:Amal Said'", "list person:Amal"),
    means("list --limit 3", "list --limit 3"),
    means("list -n 3", "list --limit 3"),
    means("list -f json", "list --format json"),
    means("due today", "due due:today"),
    means("due next month", "due due:2026-12"),
    means("due 2026-06", "due due:2026-06"),
    means("due june", "due due:2026-06"),
    means("due overdue", "due status:overdue"),
    means("show kwt25", "show KWT-25"),
    means("show KWT 25", "show KWT-25"),
    means("show kwt25,kwt26", "show KWT-25 KWT-26"),
    means("list kwt25", "list code:KWT-25"),
    means("list due before 2027", "list due.before:2027"),
    means("list 'due<=2026-11-21'", "list 'due.before:2026-11-21 or due:2026-11-21'"),
    means("list 'progress>=40' 'status!=done'", "list 'progress.over:39' not status:implemented"),
    means("list not reported", "list status:not_reported"),
    means("show kwt-25 --history", "show KWT-25 --history"),
    means("report KWT-25", "report one KWT-25"),
    means("report kwt-25 kwt-26", "report code:KWT-25,KWT-26"),
    means("report overdue", "report status:overdue"),
    means("report deadlines instrument:Kuwait", "report deadlines instrument:kuwait-2024"),
    means("search border", "list border"),
    means("calendar instrument:Kuwait", "calendar instrument:kuwait-2024"),
    refused("list -x"),
    refused("list --overdue"),
    refused("list +nosuchtag"),
    refused("list status:dnoe"),
    refused("list statsu:overdue"),
    refused("list instrument:nowhere"),
    refused("report deadline"),
    refused("report progres"),
    refused("report x.pdf"),
    refused("list 2026"),
    refused("list due:12/07/2026"),
    refused("list 12/07/2026"),
    refused("show KWT-99"),
    refused("ls"),
    refused("close KWT-25"),
    refused("status"),
    refused("lsit"),
    refused("overdue"),
    refused("KWT-25"),
    refused("find border"),
    refused("history KWT-25"),
    refused("view KWT-25"),
    refused("remind -v"),
    refused("remind -dry-run"),
    refused("note KWT-25 -m text"),
    refused("update -n status:overdue"),
)

WRITING = (
    means("update KWT-26 done", "update KWT-26 --status implemented"),
    means("update KWT-26 --status done", "update KWT-26 --status implemented"),
    means("update kwt26 --status منجز", "update KWT-26 --status implemented"),
    means("update KWT-25 40%", "update KWT-25 --progress 40"),
    means("update KWT-25 started", "update KWT-25 --status in_progress"),
    means("done KWT-26", "update KWT-26 --status implemented"),
    means("done kwt-25 kwt-26", "update KWT-25 KWT-26 --status implemented"),
    means("done KWT-26 'Named both experts'", "update KWT-26 --status implemented --note 'Named both experts'"),
    means("start KWT-25", "update KWT-25 --status in_progress"),
    means("postpone KWT-25 2027-06 'The law is late'", "update KWT-25 --target 2027-06 --note 'The law is late'"),
    means("update KWT-25 --status done -n", "update KWT-25 --status implemented --dry-run"),
    refused("update '' --status implemented"),
    refused("update ' ' --status implemented"),
    refused("assign '' --lead none"),
    refused("snooze '' --until 2027-12-31"),
    refused("recur '' --never"),
    refused("update KWT-25 --status finishd"),
    refused("update section:border done"),
    refused("update KWT-25 --note"),
    refused("done"),
)


@pytest.fixture(scope="session")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of Kuwait with an agency, a person, a status update and a deadline of its own, made once."""
    folder = tmp_path_factory.mktemp("office")
    runner = Runner(str(folder / "office.db"), folder)
    runner.ok("init", "--party", "KW")
    runner.ok("agency", "add", "MOI", "--name", "Ministry of Interior", "--name-ar", "وزارة الداخلية")
    runner.ok("person", "add", "Amal Said", "--email", "amal@moi.example", "--agency", "MOI")
    runner.ok("assign", "KWT-25", "KWT-26", "--lead", "MOI", "--person", "Amal Said")
    runner.ok("update", "KWT-25", "--status", "implemented", "--note", "Both experts were named.")
    runner.ok("update", "KWT-26", "--status", "in_progress", "--progress", "40")
    runner.ok("update", "KWT-27", "--target", "2026-12-15")
    runner.ok("add", "NAT-1", "--title", "Report to the Council", "--deadline", "2026-10-31")
    runner.ok("add", "NAT-2", "--title", "Hold the seminar", "--deadline", "2026-11-21")
    return folder / "office.db"


@pytest.fixture
def office(office_file: Path, tmp_path: Path) -> Runner:
    """That register, as a copy of this test's own."""
    path = tmp_path / "office.db"
    shutil.copyfile(office_file, path)
    return Runner(str(path), tmp_path)


def split(line: str) -> list[str]:
    """A command line as a shell cuts it."""
    return shlex.split(line)


def state(runner: Runner) -> Any:
    """Where everything stands and what was said of it: all that a line may have changed, but not by which line."""
    rows = runner.data("list", "--all")["rows"]
    said = runner.data("changes", "--since", "2020-01-01")
    return rows, said


def entries(runner: Runner) -> int:
    """How many commands have changed the register."""
    return len(runner.data("log")["rows"])


def offered(outcome: Outcome) -> list[str]:
    """The commands that a refusal offers, without the program's name."""
    return [(one or other).removeprefix("ctrack ") for one, other in OFFERED.findall(outcome.err)]


@pytest.mark.parametrize("line", marked([line for line in READING if line.meant]))
def test_reading(office: Runner, line: Line) -> None:
    """A reading line gives what the taught line gives, and that is not nothing."""
    assert line.meant is not None
    typed, meant = office(*split(line.typed)), office(*split(line.meant))
    assert (typed.code, typed.out) == (0, meant.out), typed.err
    assert len(typed.out.splitlines()) > 1 or "calendar" in line.typed


@pytest.mark.slow
@pytest.mark.parametrize("line", marked([line for line in WRITING if line.meant]))
def test_writing(office: Runner, line: Line, tmp_path: Path) -> None:
    """A writing line leaves the register as the taught line does."""
    assert line.meant is not None
    other = Runner(str(tmp_path / "other.db"), tmp_path)
    shutil.copyfile(office.database, other.database)
    before = state(office)
    typed = office(*split(line.typed))
    other.ok(*split(line.meant))
    assert typed.code == 0, typed.err
    assert state(office) == state(other)
    assert state(office) != before or "-n" in line.typed or "--dry-run" in line.meant


@pytest.mark.parametrize("line", marked([line for line in (*READING, *WRITING) if line.meant is None]))
def test_refused(office: Runner, line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be understood is refused on a terminal in a sentence that offers a command that works."""
    monkeypatch.chdir(tmp_path)
    before = entries(office)
    outcome = office(*split(line.typed))
    assert outcome.code in (2, 3), outcome
    assert outcome.out == ""
    commands = offered(outcome)
    assert commands, outcome.err
    for command in commands:
        assert office(*split(command)).code == 0, command
    assert entries(office) == before or any(command.split()[0] in RECORDING for command in commands)

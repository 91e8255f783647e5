"""Every report in every format as a file: whole or not at all, never over another, whatever stands in its texts."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from ctrack.render.format_names import FORMATS
from tests.cli.conftest import Program
from tests.cli.promises import nothing_recorded, refused, steering
from tests.support.registers import query
from tests.support.runner import Runner
from tests.support.shipped import HOME

REPORTS = (
    ("progress",),
    ("progress", "--by", "section,kind"),
    ("progress", "--compare", "2026-01-01"),
    ("deadlines",),
    ("changes", "--since", "2026-01-01"),
    ("country", "instrument:kuwait-2024"),
    ("agency",),
    ("parties",),
    ("assessment",),
    ("one", "OWN-1"),
)
NEEDS = {"pdf": "typst", "docx": "docx", "xlsx": "xlsxwriter"}
HOSTILE = (
    "=cmd|'/c calc'!A0 <script>alert(1)</script> #set page(width: 1pt) \x1b[2J\x07 \u202e [x](javascript:1) & \ufffe"
)


@pytest.fixture(scope="module")
def hostile(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with hostile text in every field, and a title of 10,000 characters, that no test writes to."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    shutil.copyfile(template, path)
    runner = Runner(str(path), path.parent)
    runner.ok("add", "OWN-1", "--title", HOSTILE + "x" * 10_000, "--deadline", "2026-11-30")
    runner.ok("agency", "add", "moi", "--name", "=1+1 <b>#strong[x]</b>")
    runner.ok("person", "add", "=1+1 <b>")
    runner.ok("assign", "OWN-1", "--lead", "moi", "--person", "=1+1 <b>")
    runner.ok("note", "OWN-1", HOSTILE)
    return runner


def skip_without(name: str) -> None:
    """Some formats need a library."""
    if name in NEEDS and not find_spec(NEEDS[name]):
        pytest.skip(f"{NEEDS[name]} is not installed")


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_report_in_every_format(name: str, hostile: Runner, tmp_path: Path) -> None:
    """Each report is written, whatever stands in it, and nothing in a text steers a terminal."""
    skip_without(name)
    for place, words in enumerate(REPORTS):
        path = tmp_path / f"{place}.{name}"
        outcome = hostile.ok("report", *words, "--format", name, "--output", str(path))
        assert outcome.out == ""
        content = path.read_bytes()
        assert content
        if name in ("plain", "md", "html", "csv", "tsv"):
            assert not steering(content.decode("utf-8-sig").replace("\r\n", "\n").replace("\t", ""))
            assert "<script>alert" not in content.decode() or name != "html"
        if name == "json":
            assert json.loads(content)["ok"] is True
    assert len(list(tmp_path.iterdir())) == len(REPORTS)


def test_the_ending_names_the_format(ctrack: Runner, tmp_path: Path) -> None:
    """Without --format the ending of the file says what it is."""
    for ending, start in (("json", "{"), ("md", "# "), ("csv", "\ufeffblock,parent"), ("txt", "Progress")):
        ctrack.ok("report", "--output", str(tmp_path / f"x.{ending}"))
        assert (tmp_path / f"x.{ending}").read_text("utf-8").startswith(start)


def test_nothing_is_recorded_for_a_file_that_is_refused(ctrack: Runner, tmp_path: Path) -> None:
    """A command that writes to the register is refused before it does, not after."""
    (tmp_path / "x.md").write_text("mine")
    with nothing_recorded(ctrack):
        refused(ctrack("update", "KWT-25", "--progress", "5", "--output", str(tmp_path / "x.md")), 4, "--force")
        refused(ctrack("note", "KWT-25", "x", "--output", str(tmp_path / "no/x.md")), 1, "cannot be written")


def test_permissions_stay(ctrack: Runner, tmp_path: Path) -> None:
    """A file that only its owner may read stays so when it is replaced."""
    path = tmp_path / "x.md"
    path.write_text("mine")
    path.chmod(0o600)
    ctrack.ok("report", "--output", str(path), "--force")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.glob(".ctrack*")] == []


def test_a_full_disk_leaves_the_old_file(program: Program, tmp_path: Path) -> None:
    """Where the disk takes only a part, the old file is whole, no draft is left, and one sentence says why."""
    path = tmp_path / "x.json"
    path.write_text("mine")
    ended = subprocess.run(
        [*program.command, "report", "--output", str(path), "--force"],
        capture_output=True,
        env=program.environ(),
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )
    assert ended.returncode == 1, ended
    assert b"cannot be written" in ended.stdout
    assert ended.stderr == b""
    assert path.read_text() == "mine"
    assert [file.name for file in tmp_path.glob(".ctrack*")] == []


@pytest.mark.parametrize("name", NEEDS)
def test_no_bytes_to_a_terminal(name: str, ctrack: Runner) -> None:
    """A format of bytes is not for a terminal."""
    skip_without(name)
    refused(ctrack("report", "--format", name, terminal=True), 2, "--output FILE")


COPIES = {
    "commitment": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most}) "
    "INSERT INTO commitment (code, {names}) SELECT 'BIG-' || i, {values} FROM commitment t, n WHERE t.code = 'OWN-1'",
    "undertaking": "INSERT INTO undertaking (commitment_id, {names}) SELECT c.id, {values} FROM commitment c, "
    "undertaking t JOIN commitment o ON o.id = t.commitment_id WHERE o.code = 'OWN-1' AND c.code LIKE 'BIG-%'",
}


def multiply(path: Path, table: str, *own: str, most: int = 9766) -> None:
    """Copy the rows of OWN-1 so many times, but for the columns that each has for its own."""
    names = [row[1] for row in query(path, f"PRAGMA table_info({table})") if row[1] not in own]
    values = ", ".join(f"t.{name}" for name in names)
    query(path, COPIES[table].format(names=", ".join(names), values=values, most=most))


@pytest.mark.slow
def test_ten_thousand(template: Path, tmp_path: Path) -> None:
    """Ten thousand undertakings are counted, and add up."""
    path = tmp_path / "many.db"
    shutil.copyfile(template, path)
    runner = Runner(str(path), tmp_path)
    runner.ok("add", "OWN-1", "--title", "x" * 200, "--deadline", "2026-11-30")
    multiply(path, "commitment", "id", "code")
    multiply(path, "undertaking", "id", "commitment_id")
    data = runner.data("report", "--by", "kind,section")
    own = 9_767 + HOME
    assert data["total"] == own
    assert sum(row["total"] for row in data["rows"]) == own
    assert data["whole"]["due_soon"] == 9_767
    assert runner.data("report", "deadlines", "--as-of", "2026-12-01")["total"] == 9_770


def test_help_tells_every_report(ctrack: Runner) -> None:
    """`help reports` names each report with what it holds."""
    out = ctrack.ok("help", "reports").out
    for name in ("progress", "deadlines", "changes", "country", "agency", "parties", "assessment", "one"):
        assert name in out

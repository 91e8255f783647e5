"""`ctrack export`: rows and sheets that other programs read, and copies of the register."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import icalendar
import python_calamine
from openpyxl import load_workbook

from tests.cli.promises import refused
from tests.support.runner import Runner

FILTER = ("instrument:kuwait-2024",)
FORMULA = '=HYPERLINK("http://x.example")'


def test_rows_in_csv_are_harmless(ctrack: Runner, tmp_path: Path) -> None:
    """CSV has every row that `list` has and each title, with a byte order mark, and no cell that is calculated."""
    ctrack.ok("add", "NAT-1", "--instrument", "national", "--title", FORMULA, "--title", "ar=خطة")
    path = tmp_path / "all.csv"
    ctrack.ok("export", "--output", str(path))
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))}
    listed = ctrack.data("list")["rows"]
    assert list(rows) == [row["code"] for row in listed]
    assert (rows["NAT-1"]["title_en"], rows["NAT-1"]["title_ar"]) == (f"'{FORMULA}", "خطة")
    assert ctrack.ok("export", *FILTER, "--format", "csv").out.count("\r\n") == 29


def test_a_line_of_json_for_each_row(ctrack: Runner) -> None:
    """JSON Lines have just what `list --format json` has, an object a line."""
    lines = ctrack.ok("export", *FILTER, "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == ctrack.data("list", *FILTER)["rows"]


def test_a_workbook_for_a_ministry(ctrack: Runner, tmp_path: Path) -> None:
    """The workbook locks what the text says, offers a list of statuses, runs from the right, and has notes."""
    path = tmp_path / "matrix.xlsx"
    ctrack.ok("--lang", "ar", "export", *FILTER, "-o", str(path))
    book = load_workbook(path)
    sheet, guide, lists = book.worksheets
    assert [cell.value for cell in sheet["A"]][:3] == ["الرمز", "KWT-01", "KWT-02"]
    assert sheet.sheet_view.rightToLeft
    assert guide.sheet_view.rightToLeft
    assert (sheet.freeze_panes, lists.sheet_state, guide["A1"].value is not None) == ("B2", "hidden", True)
    open_cells = [head.value for head, cell in zip(sheet[1], sheet[2], strict=True) if not cell.protection.locked]
    assert open_cells == ["الحالة", "التقدم", "التاريخ", "الموعد المستهدف"]
    (choice,) = (rule for rule in sheet.data_validations.dataValidation if rule.type == "list")
    assert choice.formula1 == "'القوائم'!$A$1:$A$6"
    assert "قيد التنفيذ" in [cell.value for cell in lists["A"]]


def test_a_spreadsheet_in_open_document(ctrack: Runner, tmp_path: Path) -> None:
    """ODS holds the same cells as the workbook."""
    paths = [tmp_path / f"matrix.{ending}" for ending in ("ods", "xlsx")]
    for path in paths:
        ctrack.ok("export", *FILTER, "-o", str(path))
    ods, xlsx = (python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() for path in paths)
    assert ods == xlsx
    assert len(ods) == 29


def test_due_dates_as_a_calendar(ctrack: Runner, tmp_path: Path) -> None:
    """A calendar is what `ctrack calendar` writes."""
    path = tmp_path / "dates.ics"
    ctrack.ok("export", "-o", str(path))
    assert path.read_text("utf-8").replace("\r\n", "\n") == ctrack.ok("calendar").out.replace("\r\n", "\n")
    assert icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def test_a_copy_and_a_slice_in_sqlite(ctrack: Runner, tmp_path: Path) -> None:
    """SQLite gets the whole register with its journal, or a register that holds what fits the filter, and verifies."""
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--note", "A note", "--level", "internal")
    for name, words, entries in (("whole", (), 2), ("told", (*FILTER, "--redact", "public"), 2)):
        path = tmp_path / f"{name}.db"
        ctrack.ok("export", *words, "-o", str(path))
        copy = Runner(str(path), tmp_path)
        copy.ok("verify")
        assert copy.data("list", *FILTER)["rows"] == ctrack.data("list", *FILTER)["rows"]
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT count(*) FROM journal").fetchone() == (entries,)
            told = "SELECT count(*) FROM status_update WHERE author <> 'catalogue' AND note IS NOT NULL"
            (notes,) = connection.execute(told).fetchone()
        assert notes == (name != "told")


def test_what_is_not_exported(ctrack: Runner, tmp_path: Path) -> None:
    """A name without a known ending, another format, a filter that nothing fits and a file that is there fail."""
    refused(ctrack("export", "-o", str(tmp_path / "a.docx")), 2, "a.docx", "jsonl")
    refused(ctrack("-f", "html", "export"), 2, "html", "jsonl")
    refused(ctrack("export", "--format", "parquet"), 2, "parquet", "jsonl")
    refused(ctrack("export", "status:implemented", "priority:high", "-f", "csv"), 3, "high")
    there = tmp_path / "a.csv"
    there.write_bytes(b"mine")
    refused(ctrack("export", "-o", str(there)), 4, "a.csv", "--force")
    assert there.read_bytes() == b"mine"
    refused(ctrack("export", "-f", "xlsx", terminal=True), 2, "xlsx", "--output")


def test_a_terminal_is_asked_where(ctrack: Runner) -> None:
    """Typed alone on a terminal, the whole register with its internal notes does not scroll by; asked for, it does."""
    refused(ctrack("export", terminal=True), 2, "json is not for a terminal", "--output FILE")
    assert ctrack.ok("export", "KWT-25", "--format", "csv", terminal=True).out.count("KWT-25") >= 1
    assert ctrack.ok("export", "KWT-25").out.startswith("{")

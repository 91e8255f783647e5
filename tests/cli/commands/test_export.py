"""`ctrack export --for-update`: a workbook that goes out, is filled in, and is taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

FILTER = ("instrument:kuwait-2024",)


def fill_in(path: Path, code: str, status: str) -> None:
    """Fill the row of a code in, put another in its place, and hide a column, as people do."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == code)
    row[5].value, row[6].value, row[7].value, row[9].value = status, 40, date(2026, 10, 1), "Two experts are named"
    first = [cell.value for cell in sheet[2]]
    for place, cell in enumerate(row):
        sheet.cell(2, place + 1).value, cell.value = cell.value, first[place]
    sheet.column_dimensions["C"].hidden = True
    book.save(path)


@pytest.mark.parametrize(
    ("language", "status"), [("en", "in progress"), ("ar", "قيد التنفيذ"), ("fr", "en cours"), ("es", "en curso")]
)
def test_the_loop(language: str, status: str, ctrack: Runner, tmp_path: Path) -> None:
    """What was filled in comes back from a sheet in any language, whatever was moved or hidden, and comes back once."""
    path = tmp_path / "moi.xlsx"
    ctrack.ok("--lang", language, "export", *FILTER, "--for-update", str(path))
    with nothing_recorded(ctrack):
        assert set(outcomes(ctrack, language, path)) == {"unchanged"}
    fill_in(path, "KWT-25", status)
    assert sorted(set(outcomes(ctrack, language, path))) == ["unchanged", "updated"]
    shown = ctrack.data("show", "KWT-25")
    assert (shown["status"], shown["progress"], shown["status_on"]) == ("in_progress", 40, "2026-10-01")
    with nothing_recorded(ctrack):
        assert set(outcomes(ctrack, language, path)) == {"unchanged"}


def test_the_sheet_alone_says_what_it_is(ctrack: Runner, tmp_path: Path) -> None:
    """A sheet that was sent out is taken back by its name alone: before and after are told, and it is the source."""
    path = tmp_path / "moi.xlsx"
    ctrack.ok("--lang", "ar", "export", *FILTER, "--for-update", str(path))
    fill_in(path, "KWT-25", "قيد التنفيذ")
    done = ctrack.ok("import", str(path))
    assert "Status: not reported -> in progress" in " ".join(done.out.split())
    (said,) = ctrack.data("show", "KWT-25")["history"]
    assert said["sources"][0]["en"].startswith("moi.xlsx, sheet ")
    other = tmp_path / "other.csv"
    other.write_text("Ref,Title,Status\n1,x,in progress\n", "utf-8")
    refused(ctrack("import", str(other)), 2, "--instrument SLUG")


def outcomes(runner: Runner, language: str, path: Path) -> list[str]:
    """What became of each row."""
    found = runner.data("--lang", language, "import", str(path), "--into", "updates")
    return [row["outcome"] for row in found["rows"]]


def test_what_the_workbook_holds(ctrack: Runner, tmp_path: Path) -> None:
    """Codes are locked and cells to fill in are not, statuses stand in a list, and Arabic runs from the right."""
    path = tmp_path / "moi.xlsx"
    ctrack.ok("--lang", "ar", "export", "KWT-25", "--for-update", str(path))
    sheet = load_workbook(path).worksheets[0]
    code, *told = sheet[2][:5]
    assert (code.value, code.protection.locked) == ("KWT-25", True)
    assert all(cell.protection.locked for cell in told)
    assert not any(cell.protection.locked for cell in sheet[2][5:])
    assert sheet.protection.sheet
    assert not sheet.protection.sort
    assert sheet.sheet_view.rightToLeft
    (choice,) = (rule for rule in sheet.data_validations.dataValidation if rule.type == "list")
    assert "قيد التنفيذ" in str(choice.formula1)
    assert sheet.freeze_panes == "B2"


def test_what_is_refused(ctrack: Runner, tmp_path: Path) -> None:
    """Another ending, a file that is there and a filter that nothing fits are refused, each with its code."""
    refused(ctrack("export", "--for-update", str(tmp_path / "moi.csv")), 2, "moi.csv", ".xlsx")
    there = tmp_path / "moi.xlsx"
    there.write_bytes(b"mine")
    refused(ctrack("export", "--for-update", str(there)), 4, "moi.xlsx", "--force")
    assert there.read_bytes() == b"mine"
    refused(
        ctrack("export", "status:implemented", "priority:high", "--for-update", str(tmp_path / "a.xlsx")), 3, "high"
    )

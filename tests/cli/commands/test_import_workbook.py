"""`ctrack import` of workbooks: XLSX and ODS, and those that would do harm."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ctrack.exchange.foreign_tables import workbook_bounds
from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Plan">'
)
ODS_FOOT = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def make_book(path: Path) -> str:
    """A sheet from right to left after one without a table, with a title, merged cells, a serial, and a total."""
    book = Workbook()
    front = book.active
    assert front is not None
    front.append(["National plan"])
    sheet = book.create_sheet("الخطة")
    sheet.sheet_view.rightToLeft = True
    rows = (
        ["خطة 2026"],
        [],
        ["المحور", "م", "الالتزام", "الموعد النهائي"],
        ["الحدود", "1.1", "اعتماد الخطة", date(2027, 6, 30)],
        [None, 1.2, "اعتماد الاستراتيجية", "45292"],
        ["المجموع", 2],
    )
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A4:A5")
    book.save(path)
    return str(path)


def make_archive(path: Path, parts: dict[str, str]) -> str:
    """An archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return str(path)


def make_ods(path: Path, rows: str) -> str:
    """An OpenDocument sheet of these rows, with the million empty ones that programs write below."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": f"{ODS_HEAD}{rows}{ODS_FOOT}"}
    return make_archive(path, parts)


def ods_formula(result: str) -> str:
    """A row whose title is a formula with that result."""
    formula = '<table:table-cell table:formula="of:=1/0"'
    said = f'{formula} office:value-type="string"><text:p>{result}</text:p></table:table-cell>'
    cell = said if result else f"{formula}/>"
    return ods_row("1.2").replace("</table:table-row>", f"{cell}</table:table-row>")


def ods_row(*texts: str, repeated: int = 1) -> str:
    """A row of texts."""
    cells = (f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
             for text in texts)  # fmt: skip
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def test_a_workbook(ctrack: Runner, tmp_path: Path) -> None:
    """The sheet with the table is found, merged cells hold for each row, serials are dates; again, nothing changes."""
    path = make_book(tmp_path / "plan.xlsx")
    assert ctrack.data("import", path, "--instrument", "plan")["counts"]["created"] == 2
    rows = ctrack.data("list", "instrument:plan")["rows"]
    assert [(row["code"], row["deadline"]) for row in rows] == [("PLAN-1.1", "2027-06-30"), ("PLAN-1.2", "2024-01-01")]
    assert len({row["section"] for row in rows}) == 1
    assert ctrack.data("import", path, "--instrument", "plan")["counts"]["unchanged"] == 2
    refused(ctrack("import", path, "--instrument", "plan", "--sheet", "Other"), 4, "Other", "الخطة")


def test_an_open_document(ctrack: Runner, tmp_path: Path) -> None:
    """An ODS is read without the million empty rows at its end."""
    path = make_ods(tmp_path / "plan.ods", ods_row("Ref", "Title") + ods_row("1.1", "Adopt it"))
    assert ctrack.data("import", path, "--instrument", "plan")["counts"]["created"] == 1


def test_refused_rows_of_a_workbook(ctrack: Runner, tmp_path: Path) -> None:
    """A formula without a result and one with an error are refused by place, and come back in a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Ref", "Title"], ["1.1", "=1/0"], ["1.2", "#DIV/0!"], ["1.3", "Fine"]):
        sheet.append(row)
    book.save(tmp_path / "plan.xlsx")
    path = str(tmp_path / "plan.xlsx")
    refused_rows = [row for row in ctrack.data("import", path, "--instrument", "plan", "--partial", "-n")["rows"]
                    if row["outcome"] == "refused"]  # fmt: skip
    assert [(row["sheet"], row["row"], row["column"]) for row in refused_rows] == [
        ("Sheet", 2, "Title"), ("Sheet", 3, "Title"),
    ]  # fmt: skip
    assert ctrack("import", path, "--instrument", "plan", "--partial").code == 6
    kept = load_workbook(tmp_path / "plan-refused.xlsx").active
    assert kept is not None
    assert [[cell.value for cell in row][:2] for row in kept.rows] == [
        ["Ref", "Title"],
        ["1.1", None],
        ["1.2", "#DIV/0!"],
    ]


def test_refused_rows_come_back_in_kind(ctrack: Runner, tmp_path: Path) -> None:
    """Refused rows of an OpenDocument sheet come back in one, with the reason; mended there, they are taken."""
    path = make_ods(tmp_path / "plan.ods", ods_row("Ref", "Title", "Deadline") + ods_row("1.1", "Fine", "2027")
                    + ods_row("1.2", "A &lt; B", "30/02/2027"))  # fmt: skip
    assert ctrack("import", path, "--instrument", "plan", "--partial").code == 6
    kept = tmp_path / "plan-refused.ods"
    again = ctrack.data("import", str(kept), "--instrument", "plan", "--map", "Deadline=-")
    assert again["counts"]["created"] == 1
    shown = ctrack.data("show", "PLAN-1.2")
    assert (shown["titles"], shown["note"]) == ({"en": "A < B"}, None)
    refused(ctrack("import", str(kept), "--instrument", "plan"), 4, "sheet Sheet1, row 2, column Deadline")


def test_bad_workbooks(ctrack: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would fill the memory, reach out of its archive, is locked or broken is refused in one sentence."""
    monkeypatch.setattr(workbook_bounds, "MOST_UNPACKED", 2_000_000)
    good = Path(make_book(tmp_path / "good.xlsx")).read_bytes()
    far = Workbook()
    assert far.active is not None
    far.active.append(["Ref", "Title"])
    far.active.cell(1_048_576, 16_384, "x")
    far.save(tmp_path / "far.xlsx")
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    laughs = {**parts, "xl/sharedStrings.xml": '<!DOCTYPE lolz [<!ENTITY lol "lol">]><sst>&lol;</sst>'}
    made = {
        "far.xlsx": ("1048576", "16384"),
        make_archive(tmp_path / "laughs.xlsx", laughs): ("entities",),
        make_archive(tmp_path / "out.xlsx", {**parts, "../../evil.xml": "<a/>"}): ("../../evil.xml",),
        make_archive(tmp_path / "bomb.xlsx", {**parts, "xl/media/a.bin": "\0" * 3_000_000}): ("2 MB",),
        make_archive(tmp_path / "empty.xlsx", {"a.txt": ""}): ("broken",),
        make_ods(tmp_path / "many.ods", ods_row("Ref", "Title") + ods_row("1", "x", repeated=50_000_000)): (
            "repeated",
        ),
    }
    head = ods_row("Ref", "Title") + ods_row("1.1", "Fine")
    made |= {
        make_ods(tmp_path / "error.ods", head + ods_formula("#DIV/0!")): ("sheet Plan, row 3, column Title", "#DIV/0!"),
        make_ods(tmp_path / "formula.ods", head + ods_formula("")): ("sheet Plan, row 3, column Title", "formula"),
        make_ods(tmp_path / "open.ods", head + "<text:p>"): ("broken",),
        make_ods(tmp_path / "long.ods", head + ods_row("1.2", "x" * 90_000, repeated=100_000)): ("come to more",),
        make_archive(tmp_path / "locked.ods", {"META-INF/manifest.xml": "<manifest:encryption-data/>"}): ("password",),
        make_archive(tmp_path / "drive.xlsx", {**parts, "C:\\evil.xml": "<a/>"}): ("C:",),
        make_archive(tmp_path / "cell.xlsx", {**parts, "xl/sharedStrings.xml": "a" * 1_900_000}): ("longer",),
        make_archive(tmp_path / "same.xlsx", {
            **parts, "xl/sharedStrings.xml": f"<sst><si><t>{'a' * 90_000}</t></si></sst>",
            "xl/worksheets/sheet1.xml": '<row><c t="s"><v>0</v></c></row>' * 2_000,
        }): ("come to more",),
    }  # fmt: skip
    contents = {
        "cut.xlsx": (good[: len(good) // 2], ("broken",)),
        "locked.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le"),
                        ("password",)),
        "broken.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000, ("broken",)),
        "page.xls": (b"<html><table><tr><td>Ref</td></tr></table></html>", ("no workbook",)),
        "paper.xlsx": (b"%PDF-1.7", ("pdf",)),
    }  # fmt: skip
    for name, (content, words) in contents.items():
        (tmp_path / name).write_bytes(content)
        made[name] = words
    with nothing_recorded(ctrack):
        for name, words in made.items():
            refused(ctrack("import", str(tmp_path / name), "--instrument", "plan"), 4, *words)
    assert not (tmp_path.parent / "evil.xml").exists()

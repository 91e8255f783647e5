"""`ctrack pack merge` of what became of sheets and registers on their way: whatever it is, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.promises import nothing_recorded, refused
from tests.support.packs import fill, make, merge, read_column, share_out
from tests.support.runner import Runner

pytestmark = pytest.mark.slow


@pytest.fixture
def shared(ctrack: Runner) -> Runner:
    """A register of three agencies."""
    return share_out(ctrack)


def test_theirs_and_asking(shared: Runner) -> None:
    """What both changed is theirs where that is said, and each as somebody answers where they are asked."""
    path = make(shared, "moi")
    fill(path, {("KWT-21", "Progress"): 60, ("KWT-22", "Progress"): 20})
    shared.ok("update", "KWT-21", "KWT-22", "--progress", "45")
    with nothing_recorded(shared):
        refused(shared("pack", "merge", str(path), "--ask", "--no-input"), 2, "--ours")
        assert shared("pack", "merge", str(path), "--ask", stdin="theirs\n").code == 4
    shared.ok("pack", "merge", str(path), "--ask", stdin="theirs\nours\n")
    assert [shared.data("show", code)["progress"] for code in ("KWT-21", "KWT-22")] == [60, 45]
    shared.ok("undo")
    merge(shared, path, "--theirs")
    assert [shared.data("show", code)["progress"] for code in ("KWT-21", "KWT-22")] == [60, 20]


def test_later_words_stand(shared: Runner) -> None:
    """A file that was merged takes nothing back that was recorded since, however often it comes again."""
    path = make(shared, "moi")
    fill(path, {("KWT-22", "Status"): "in progress"})
    merge(shared, path)
    shared.ok("done", "KWT-22")
    with nothing_recorded(shared):
        assert merge(shared, path)["counts"]["unchanged"] == 3
    assert shared.data("show", "KWT-22")["status"] == "implemented"


def maltreat(path: Path) -> None:
    """Do to a sheet what people do: rows moved, cut and doubled, a title above, heads in French, columns gone."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows[0] = ["Référence", "Title", "Échéance", "État d'avancement", "Progress", "Date", "Target", "Observations"]
    head, first, second, third = rows
    kept = [["Sent back by the Ministry"], [*head, "Our remarks"], third, [*first, "ours"], third]
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(kept, 1):
        for place, value in enumerate([*row[:6], *row[7:]], 1):
            sheet.cell(number, place).value = value
    sheet.cell(7, 1).value = "With kind regards, Ahmad"
    sheet.column_dimensions["C"].hidden = True
    book.save(path)
    assert second[0] == "KWT-22"


def test_a_sheet_that_was_maltreated(shared: Runner) -> None:
    """Rows are known by their codes alone, and columns by any name; what is gone says nothing, and that is said."""
    path = make(shared, "moi")
    fill(path, {("KWT-25", "Progress"): 20, ("KWT-21", "Note"): "A draft is there"})
    maltreat(path)
    outcome = shared.ok("pack", "merge", str(path), "--format", "json")
    (found,) = outcome.data["files"]
    assert found["counts"] == {"accepted": 2, "unchanged": 0, "conflict": 0, "refused": 0}
    assert any("target" in message for message in outcome.json["messages"])
    assert any("Ahmad" in message for message in outcome.json["messages"])
    assert shared.data("show", "KWT-25")["progress"] == 20


@pytest.mark.parametrize("head", [None, ["Código", "Título", "Plazo", "Estado", "Avance", "Fecha", "Meta", "Nota"]])
def test_heads_that_nobody_knows(head: list[str] | None, shared: Runner) -> None:
    """Columns that are called by no name that is known, or by none at all, are what stood in their places."""
    path = make(shared, "moi")
    fill(path, {("KWT-25", "Progress"): 20, ("KWT-21", "Note"): "A draft is there"})
    book = load_workbook(path)
    sheet = book.worksheets[0]
    if head is None:
        sheet.delete_rows(1)
    for place, name in enumerate(head or (), 1):
        sheet.cell(1, place).value = name
    book.save(path)
    assert merge(shared, path)["counts"] == {"accepted": 2, "unchanged": 1, "conflict": 0, "refused": 0}


@pytest.mark.parametrize("length", [50, 4_000, 200_000])
def test_a_register_cut_short(length: int, shared: Runner) -> None:
    """A register that did not come back whole is refused in one sentence, and nothing is recorded."""
    path = make(shared, "moi", "--format", "register", ending="db")
    path.write_bytes(path.read_bytes()[:length])
    with nothing_recorded(shared):
        outcome = shared("pack", "merge", str(path))
    assert outcome.code in (4, 5)
    assert outcome.err.startswith("ctrack: ")
    assert outcome.err.count("\n") == 1


def test_rows_that_are_none_of_it(shared: Runner) -> None:
    """What another agency has, a code twice with two words and a wrong date refuse the file, or go with --partial."""
    path = make(shared, "moi")
    fill(path, {("KWT-22", "Target"): "31/02/2027", ("KWT-25", "Progress"): 20})
    book = load_workbook(path)
    book.worksheets[0].append(["KWT-26", "Another's", "", "implemented"])
    book.worksheets[0].append(["KWT-25", "Twice", "", "implemented"])
    book.save(path)
    with nothing_recorded(shared):
        outcome = shared("pack", "merge", str(path), "--format", "json")
        assert outcome.code == 4
        assert outcome.data["files"][0]["counts"]["refused"] == 3
    assert shared("pack", "merge", str(path), "--partial").code == 6
    assert shared.data("show", "KWT-25")["progress"] == 20
    assert shared.data("show", "KWT-26")["status"] == "not_reported"


def test_a_register_goes_out(shared: Runner) -> None:
    """A register of the slice is whole by itself, is worked in offline, and comes back with who said what."""
    shared.ok("recur", "KWT-24", "--every", "year", "--anchor", "2025-06-30")
    path = make(shared, "moj", "--format", "register", ending="db")
    theirs = Runner(str(path), shared.home, {"CTRACK_USER": "hind"})
    theirs.ok("verify")
    assert [row["code"] for row in theirs.data("list")["rows"]] == ["KWT-23", "KWT-24"]
    theirs.ok("update", "KWT-23", "--status", "in_progress", "--progress", "20", "--note", "Begun")
    theirs.ok("done", "KWT-24")
    shared.ok("update", "KWT-23", "--progress", "5")
    assert merge(shared, path, "--theirs")["counts"]["conflict"] == 1
    shown = shared.data("show", "KWT-23")
    assert (shown["status"], shown["progress"]) == ("in_progress", 20)
    said = {each["author"]: each["note"] for each in shown["history"]}
    assert said["hind (moj)"] == {"en": "Begun"}
    with nothing_recorded(shared):
        assert merge(shared, path)["counts"]["unchanged"] == 2
    assert read_column(path, "status_update", "note").count(None) > 0


def test_signatures(shared: Runner, tmp_path: Path) -> None:
    """A pack is signed; who signed is named where that is nobody known, and what was changed in it is refused."""
    shared.ok("verify", "--new-key")
    path = make(shared, "moi")
    mark = shared.data("verify", "--show-key")["fingerprint"]
    assert not any(
        "trusted" in text for text in shared.ok("pack", "merge", str(path), "--format", "json").json["messages"]
    )
    (key,) = tmp_path.glob("**/seal.key")
    key.rename(tmp_path / "away.key")
    outcome = shared.ok("pack", "merge", str(path), "--format", "json")
    assert any(mark in text for text in outcome.json["messages"])
    book = load_workbook(path)
    for row in book.worksheets[1].iter_rows():
        for cell in row:
            if str(cell.value).startswith("ctrack-pack"):
                cell.value = str(cell.value).replace('"agency":"moi"', '"agency":"mfa"')
    book.save(path)
    with nothing_recorded(shared):
        refused(shared("pack", "merge", str(path)), 7, "moi.xlsx", "signature")


def test_which_pack_it_is(shared: Runner, tmp_path: Path) -> None:
    """A table that lost its mark is taken for the pack of the agency that is named; another register's is refused."""
    path = make(shared, "moi")
    table = tmp_path / "moi.csv"
    table.write_text("Code,Status,Progress\nKWT-22,in progress,10\n")
    with nothing_recorded(shared):
        refused(shared("pack", "merge", str(table)), 4, "--agency")
        refused(shared("pack", "merge", str(table), "--agency", "moj"), 3, "moj")
    assert merge(shared, table, "--agency", "moi")["counts"]["accepted"] == 1
    other = Runner(str(tmp_path / "other.db"), tmp_path / "elsewhere")
    other.ok("init", "--party", "KW", "--instruments", "kuwait-2024")
    refused(other("pack", "merge", str(path)), 3, "moi.xlsx")


@pytest.mark.parametrize(("language", "status"), [("ar", "قيد التنفيذ"), ("fr", "en cours")])
def test_the_language_of_its_people(language: str, status: str, shared: Runner) -> None:
    """A pack is in the language of the agency's people, from the right in Arabic, with codes locked and a list."""
    shared.ok("person", "add", "Salem", "--agency", "moi", "--language", language)
    path = make(shared, "moi")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.sheet_view.rightToLeft is (language == "ar") or not sheet.sheet_view.rightToLeft
    code, *cells = sheet[2]
    assert code.protection.locked
    assert not cells[2].protection.locked
    assert (sheet.protection.sheet, sheet.freeze_panes) == (True, "B2")
    (choice,) = (rule for rule in sheet.data_validations.dataValidation if rule.type == "list")
    assert status in str(choice.formula1)
    cells[2].value = status
    sheet["D3"].value = status
    book.save(path)
    assert merge(shared, path)["counts"]["accepted"] == 1


def test_what_is_not_made(shared: Runner, tmp_path: Path) -> None:
    """Nothing is written in a dry run, over another file, for an agency without anything, or under a wrong ending."""
    path = tmp_path / "moi.xlsx"
    shared.ok("pack", "make", "--agency", "moi", "-o", str(path), "-n")
    assert not path.exists()
    assert shared.data("pack", "status")["rows"] == []
    path.write_bytes(b"mine")
    refused(shared("pack", "make", "--agency", "moi", "-o", str(path)), 4, "--force")
    refused(shared("pack", "make", "--agency", "nobody", "-o", str(tmp_path / "a.xlsx")), 3, "nobody")
    refused(shared("pack", "make", "--agency", "moi", "-o", str(tmp_path / "a.csv")), 2, ".xlsx")
    shared.ok("agency", "add", "idle", "--name", "Idle")
    refused(shared("pack", "make", "--agency", "idle", "-o", str(tmp_path / "a.xlsx")), 3, "idle")
    refused(shared("pack", "merge", str(tmp_path / "gone.xlsx")), 1, "gone.xlsx")
    assert path.read_bytes() == b"mine"

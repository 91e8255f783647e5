"""A register with three agencies, and sheets that are filled in as agencies do."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.support.runner import Runner

SLICES = {"moi": ("KWT-21", "KWT-22", "KWT-25"), "mfa": ("KWT-26",), "moj": ("KWT-23", "KWT-24")}
SECRET = "Not for anybody outside"


def share_out(runner: Runner) -> Runner:
    """Give three agencies their commitments, with an internal note on each of the ministry of the interior's."""
    for agency, codes in SLICES.items():
        runner.ok("agency", "add", agency, "--name", f"Ministry {agency}")
        runner.ok("assign", *codes, "--lead", agency)
    runner.ok("update", "KWT-21", "--status", "in_progress", "--progress", "30")
    for code in SLICES["moi"]:
        runner.ok("note", code, SECRET, "--level", "internal")
    return runner


def make(runner: Runner, agency: str, *words: str, ending: str = "xlsx") -> Path:
    """The pack of an agency."""
    path = runner.home / f"{agency}.{ending}"
    runner.ok("pack", "make", "--agency", agency, "-o", str(path), *words)
    return path


def fill(path: Path, edits: dict[tuple[str, str], Any]) -> None:
    """Write into the cells that a code and the head of a column name."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    for (code, head), value in edits.items():
        sheet.cell(rows[code], heads[head]).value = value
    book.save(path)


def read_raw(path: Path) -> bytes:
    """Every byte of a pack, unpacked where it is packed."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"\n".join(package.read(name) for name in package.namelist())


def read_column(path: Path, table: str, column: str) -> list[Any]:
    """A column of a table of a register."""
    with sqlite3.connect(path) as connection:
        return [row[0] for row in connection.execute(f"SELECT {column} FROM {table}")]


def merge(runner: Runner, path: Path, *words: str, **settings: Any) -> dict[str, Any]:
    """What became of one file."""
    (found,) = runner.data("pack", "merge", str(path), *words, **settings)["files"]
    return dict(found)

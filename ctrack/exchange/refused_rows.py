"""The rows that were refused, in a file of the form in which they came, with the reason in a column of its own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from ctrack.domain.records.imported_rows import Cell, Understanding
from ctrack.exchange.csv_guard import guard
from ctrack.exchange.foreign_tables import read_content, read_table
from ctrack.exchange.foreign_tables.delimited_table import find_separator
from ctrack.exchange.foreign_tables.record_table import LINES, read_raw
from ctrack.exchange.refused_sheets import write_document, write_ods, write_workbook
from ctrack.exchange.text_encodings import find_encoding

BOOKS = {".xlsx": write_workbook, ".ods": write_ods, ".docx": write_document}


def collect_rows(path: Path, found: Understanding, reasons: Mapping[int, str], title: str) -> list[list[Cell]]:
    """The head of a table and these rows of it, each with its reason at its end."""
    width = max((column.index for column in found.columns), default=0) + 1
    has_head = found.head or found.form == "tree"
    rows: list[list[Cell]] = [] if has_head else [[*(column.name for column in found.columns), title]]
    for row in read_table(path, read_content(path), found.sheet or None):
        if row.number == found.head or row.number in reasons:
            cells = list(chain(row.cells[:width], [None] * (width - len(row.cells))))
            rows.append([*cells, title if row.number == found.head else reasons[row.number]])
    return rows


def write_refused(path: Path, found: Understanding, reasons: Mapping[int, str], title: str, out: Path) -> bytes:
    """The file of the refused rows, as what `out` is called; what has no such ending comes as a workbook."""
    if found.form == "record":
        return write_records(path, reasons, title)
    rows = collect_rows(path, found, reasons, title)
    if found.form == "tree":
        return write_tree(path, rows)
    if found.form == "delimited" and out.suffix.lower() not in BOOKS:
        return write_delimited(path, rows)
    return BOOKS.get(out.suffix.lower(), write_workbook)(rows)


def write_records(path: Path, reasons: Mapping[int, str], title: str) -> bytes:
    """Records as they were, each with its reason: a list, or a line each."""
    found = ({**record, title: reasons[number]} for number, record in read_raw(read_content(path), path.name)
             if number in reasons)  # fmt: skip
    if path.suffix.lower() in LINES:
        text = "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in found)
    else:
        text = json.dumps(list(found), ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace")


def write_tree(path: Path, rows: list[list[Cell]]) -> bytes:
    """What rows of a catalog or a library say, as a list of records in the form of the file."""
    records = [{str(key): cell for key, cell in zip(rows[0], row, strict=True) if cell is not None} for row in rows[1:]]
    if path.suffix.lower() == ".json":
        return (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    import yaml

    text: str = yaml.safe_dump(records, allow_unicode=True, sort_keys=False, width=120)
    return text.encode("utf-8", "replace")


def write_delimited(path: Path, rows: list[list[Cell]]) -> bytes:
    """Rows with the separator of the file, as spreadsheets read them: UTF-8 with its mark."""
    content = read_content(path)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=find_separator(content, find_encoding(content, path.name)))
    writer.writerows([[guard(str(cell)) if cell is not None else "" for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig", "replace")

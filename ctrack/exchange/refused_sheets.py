"""Refused rows as a file of the kind that they came in: a workbook, an OpenDocument sheet, or a table of a document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

from ctrack.domain.records.imported_rows import UNCALCULATED, Cell

Rows = Sequence[Sequence[Cell]]
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in
                  ("office", "table", "text", "manifest"))  # fmt: skip
_MANIFEST = (
    f'<manifest:manifest {_NAMES} manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
    f'manifest:media-type="{ODS}"/><manifest:file-entry manifest:full-path="content.xml" '
    'manifest:media-type="text/xml"/></manifest:manifest>'
)
# What no XML can hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_workbook(rows: Rows) -> bytes:
    """Rows as a workbook of one sheet; text stays text, whatever it begins with."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = Workbook(out, {**options, "default_date_format": "yyyy-mm-dd", "remove_timezone": True})
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None and cell != UNCALCULATED:
                sheet.write(place, column, cell)
    book.close()
    return out.getvalue()


def write_ods(rows: Rows) -> bytes:
    """Rows as an OpenDocument sheet."""
    lines = "".join(f"<table:table-row>{''.join(map(write_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content {_NAMES} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr("content.xml", content.encode("utf-8"))
    return out.getvalue()


def write_cell(cell: Cell) -> str:
    """A cell of an OpenDocument sheet."""
    if cell is None or cell == UNCALCULATED:
        return "<table:table-cell/>"
    kind, value = "string", ""
    if isinstance(cell, date):
        kind, value = "date", f' office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        kind, value = "float", f' office:value="{cell}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in write_text(cell).split("\n"))
    return f'<table:table-cell office:value-type="{kind}"{value}>{lines}</table:table-cell>'


def write_text(cell: Cell) -> str:
    """A cell as text."""
    if isinstance(cell, datetime):
        cell = cell.date()
    return "" if cell is None or cell == UNCALCULATED else _NOT_XML.sub("", str(cell))


def write_document(rows: Rows) -> bytes:
    """Rows as the only table of a document of Word."""
    from docx import Document

    document = Document()
    table = document.add_table(len(rows), max(map(len, rows)))
    for line, row in zip(table.rows, rows, strict=True):
        for place, cell in zip(line.cells, row, strict=False):
            place.text = write_text(cell)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()

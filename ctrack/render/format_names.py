"""The names of the output formats, apart from all that writes them, so that help needs no more than this."""

from __future__ import annotations

from ctrack.domain.failures import marked

FORMATS = {
    "table": marked("tables and bars for a terminal"),
    "plain": marked("aligned columns without colour, nothing cut off"),
    "tsv": marked("rows with tabs between the cells, raw values"),
    "csv": marked("rows for a spreadsheet, raw values"),
    "json": marked("everything, for programs"),
    "md": marked("Markdown, for a document"),
    "html": marked("one page for a browser, with charts"),
    "pdf": marked("pages to print and to keep"),
    "docx": marked("a document for a word processor"),
    "xlsx": marked("a workbook for a spreadsheet"),
}

# Formats of rows: they write the main table only, with every column.
ROW_FORMATS = ("csv", "tsv")


def format_of(path: str) -> str | None:
    """The format that the ending of a file name means."""
    ending = path.rpartition(".")[2].lower()
    meant = {"txt": "plain", "htm": "html", "markdown": "md"}.get(ending, ending)
    return meant if meant in FORMATS else None

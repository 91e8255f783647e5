"""The forms of an export: which file writes each, what gathers that, and how names of such files end.

One file for each form, which offers `write(what, out)`; a new one is that file and its line here. Calendars and copies
have writers of their own elsewhere.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from ctrack.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ExportForm:
    """A form: the module of `cli/exports` that gathers what it tells, the one here that writes it, and its endings.

    One that `is_text` may go to a terminal; one that `is_whole` is the register itself, and no paper that leaves it.
    """

    source: str
    writer: str
    endings: tuple[str, ...] = ()
    is_text: bool = True
    is_whole: bool = False


EXPORTS = {
    "json": ExportForm("register_export", "register_file", ("json",), is_whole=True),
    "csv": ExportForm("row_export", "csv_file", ("csv",)),
    "jsonl": ExportForm("row_export", "jsonl_file", ("jsonl", "ndjson")),
    "xlsx": ExportForm("sheet_export", "xlsx_file", ("xlsx",), is_text=False),
    "ods": ExportForm("sheet_export", "ods_file", ("ods",), is_text=False),
    "oscal": ExportForm("oscal_export", "oscal_catalog"),
    "oscal-catalog": ExportForm("oscal_export", "oscal_catalog"),
    "oscal-results": ExportForm("oscal_export", "oscal_results"),
    "oscal-poam": ExportForm("oscal_export", "oscal_poam"),
    "ics": ExportForm("calendar_export", "", ("ics",)),
    "sqlite": ExportForm("database_export", "", ("db", "sqlite", "sqlite3"), is_text=False, is_whole=True),
}


def find_export(path: str) -> str | None:
    """The form that the ending of a file's name means."""
    ending = os.path.basename(path).rpartition(".")[2].lower()
    return next((name for name, form in EXPORTS.items() if ending in form.endings), None)


def load_writer(form: ExportForm) -> Any:
    """The module that writes a form."""
    return import_module(f"ctrack.exchange.export_files.{form.writer}")

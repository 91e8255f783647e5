"""What sets a paper: the template, the data of its sheets, fonts and standards, as another process takes them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ctrack.render.document import Document
from ctrack.render.page_frame import moment_of

if TYPE_CHECKING:
    from typst import Compiler

Data = dict[str, Any]
STANDARDS = ("a-2a", "ua-1")
# A part that is not the first begins with no heading of the first level, as a file of its own under ua-1 would have to.
PART_STANDARDS = ("a-2a",)


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to set: its sheets, and what the template is told beside them."""

    sheets: Sequence[Data]
    told: dict[str, str]
    moment: datetime | None
    has_own_fonts: bool
    standards: tuple[str, ...] = STANDARDS

    def of(self, sheet: Data) -> Job:
        """The same for a part of the paper."""
        is_first = not sheet.get("before")
        standards = self.standards if is_first or not self.standards else PART_STANDARDS
        return replace(self, sheets=[sheet], standards=standards)


def make_job(document: Document, sheets: Sequence[Data], has_own_fonts: bool) -> Job:
    """The job of a document that is laid out on these sheets."""
    moment = moment_of(document)
    day = {"year": moment.year, "month": moment.month, "day": moment.day} if moment else None
    told = {
        "day": json.dumps(day) if day else "",
        "seal": document.stamp.seal if document.stamp else "",
        "emblem": json.dumps(list(document.emblem.data)) if document.emblem else "",
    }
    return Job(sheets, told, moment, has_own_fonts)


def load(job: Job) -> Compiler:
    """The template with the data of a job."""
    import typst

    from ctrack.render.pdf.fonts import FAMILIES, all_fonts, own_fonts

    inputs = {**job.told, "sheets": json.dumps(job.sheets, ensure_ascii=False), "fonts": json.dumps(FAMILIES)}
    folder = str(files("ctrack.render.pdf"))
    fonts = own_fonts() if job.has_own_fonts else all_fonts()
    return typst.Compiler(os.path.join(folder, "report.typ"), root=folder, font_paths=fonts, sys_inputs=inputs)


def ask_layout(job: Job) -> Data:
    """The pages of a part, those of its headings, and of the rows at its end."""
    (layout,) = json.loads(load(job).query("<layout>", field="value"))
    assert isinstance(layout, dict)
    return layout


def print_pages(job: Job, compiler: Compiler | None = None) -> bytes:
    """The file."""
    standards: Any = list(job.standards)
    pages = (compiler or load(job)).compile(format="pdf", pdf_standards=standards, timestamp=job.moment)
    assert isinstance(pages, bytes)
    return pages


def print_whole(job: Job) -> bytes:
    """The file of a paper that is set at once; set again where the stamp came to stand alone on its last page."""
    from ctrack.render.pdf.last_page import has_stamp_alone, hold_stamp

    compiler = load(job)
    if len(job.sheets) == 1 and has_stamp_alone(compiler):
        sheet = job.sheets[0]
        job = replace(job, sheets=[{**sheet, "blocks": hold_stamp(sheet["blocks"])}])
        compiler = load(job)
    return print_pages(job, compiler)

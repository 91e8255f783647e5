"""What sets a paper: the template, the data of its sheets, fonts and standards, as another process takes them."""

from __future__ import annotations

import json
import os
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ctrack.domain.frozen import dataclass, field, replace
from ctrack.render.document import Document
from ctrack.render.page_frame import moment_of
from ctrack.text.safe import make_safe

if TYPE_CHECKING:
    from typst import Compiler

Data = dict[str, Any]
# Where the files of a look of somebody's own stand beside ours.
OWN = "own"
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
    # The files of a look of somebody's own, in base 64.
    style: Mapping[str, str] = field(default_factory=dict)

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
        "said": json.dumps({key: make_safe(text) for key, text in document.said.items()}, ensure_ascii=False),
    }
    style = {name: b64encode(content).decode() for name, content in document.style.items()}
    return Job(sheets, told, moment, has_own_fonts and not style, style=style)


@contextmanager
def load(job: Job) -> Iterator[Compiler]:
    """The template with the data of a job, in a folder of its own where the look is somebody's own."""
    import typst

    from ctrack.render.pdf.fonts import FAMILIES, all_fonts, own_fonts

    look = f"{OWN}/style.typ" if job.style else "style.typ"
    inputs = {
        **job.told,
        "sheets": json.dumps(job.sheets, ensure_ascii=False),
        "fonts": json.dumps(FAMILIES),
        "style": look,
    }
    fonts = own_fonts() if job.has_own_fonts else all_fonts()
    shipped = str(files("ctrack.render.pdf"))
    with TemporaryDirectory() if job.style else nullcontext(shipped) as folder:
        if job.style:
            lay_folder(Path(shipped), Path(folder), job.style)
        yield typst.Compiler(os.path.join(folder, "report.typ"), root=folder, font_paths=fonts, sys_inputs=inputs)


def lay_folder(shipped: Path, folder: Path, style: Mapping[str, str]) -> None:
    """Our files, and below them those of somebody's own, which reach nothing else."""
    for path in shipped.glob("*.typ"):
        shutil.copyfile(path, folder / path.name)
    (folder / OWN).mkdir()
    for name, content in style.items():
        (folder / OWN / name).write_bytes(b64decode(content))


def ask_layout(job: Job) -> Data:
    """The pages of a part, those of its headings, and of the rows at its end."""
    with load(job) as compiler:
        (layout,) = json.loads(compiler.query("<layout>", field="value"))
    assert isinstance(layout, dict)
    return layout


def print_pages(job: Job) -> bytes:
    """The file of a part."""
    with load(job) as compiler:
        return compile_pages(job, compiler)


def compile_pages(job: Job, compiler: Compiler) -> bytes:
    """The file that a template makes."""
    standards: Any = list(job.standards)
    pages = compiler.compile(format="pdf", pdf_standards=standards, timestamp=job.moment)
    assert isinstance(pages, bytes)
    return pages


def print_whole(job: Job) -> bytes:
    """The file of a paper that is set at once; set again where the stamp came to stand alone on its last page."""
    from ctrack.render.pdf.last_page import has_stamp_alone, hold_stamp

    with load(job) as compiler:
        # What was set is at hand for a question; what was asked has to be set anew.
        pages = compile_pages(job, compiler)
        if len(job.sheets) > 1 or not has_stamp_alone(compiler):
            return pages
    sheet = job.sheets[0]
    return print_pages(replace(job, sheets=[{**sheet, "blocks": hold_stamp(sheet["blocks"])}]))

"""A report as a workbook: the seal among the custom properties, in pieces, and the rows of every sheet."""

from __future__ import annotations

import io
import zipfile

from python_calamine import CalamineWorkbook

from ctrack.domain.records.papers import SEAL, ReadPaper
from ctrack.exchange.paper_files import read_seal_text, tidy
from ctrack.exchange.paper_files.docx_paper import CUSTOM, read_part


def read(content: bytes) -> ReadPaper:
    """The paper in a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        seal = join_pieces(package) if CUSTOM in package.namelist() else None
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    lines = [tidy([str(value) for value in row]) for row in rows]
    return ReadPaper(read_seal_text(seal), [line for line in lines if line])


def join_pieces(package: zipfile.ZipFile) -> str:
    """A property holds 255 characters at most, so that a seal is several of them, numbered."""
    found = {str(item.get("name")): "".join(item.itertext()) for item in read_part(package, CUSTOM)}
    numbers = sorted(int(name.rpartition("-")[2]) for name in found if name.startswith(f"{SEAL}-"))
    return "".join(found[f"{SEAL}-{number}"] for number in numbers)

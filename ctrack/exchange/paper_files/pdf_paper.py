"""A report as PDF: the seal is the subject of the document, and the lines are those of its pages."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader

from ctrack.domain.records.papers import ReadPaper
from ctrack.exchange.paper_files import read_seal_text, tidy


def read(content: bytes) -> ReadPaper:
    """The paper in a PDF."""
    # What it finds odd in a file is no word to the user.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(content))
    seal = reader.metadata.subject if reader.metadata is not None else None
    lines = [tidy([line]) for page in reader.pages for line in page.extract_text().splitlines()]
    return ReadPaper(read_seal_text(seal), [line for line in lines if line])

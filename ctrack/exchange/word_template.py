"""A document of Word that a report is set into: what it holds is looked at before anything is made of it.

It may come from anywhere: programs in it, parts that it fetches from elsewhere, and archives without end are refused.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from ctrack.domain.failures import Message, marked
from ctrack.domain.messages import list_any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, TYPES = "word/document.xml", "[Content_Types].xml"
# What stands where somebody writes {{name}}, apart from what a paper says of itself.
REPORT = "report"
PLACES = (
    REPORT, "title", "country", "ministry", "period", "place", "reference", "clearance", "signatory",
    "classification", "as_of", "entry", "fingerprint",
)  # fmt: skip
PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
MOST_PARTS, MOST_UNPACKED = 2_000, 50_000_000
# Parts that act, or that another program acts on.
PROGRAMS = re.compile(r"vbaProject|vbaData|activeX/|/embeddings/|macrosheets", re.IGNORECASE)
BROKEN = marked("it is no whole document of Word (.docx).")
PAGES = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")


class TemplateFault(ValueError):
    """A template that cannot be used, with the reason as a message."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def check_template(content: bytes) -> None:
    """Refuse what is no document, acts, fetches, has no end, or has no place for the report; raises TemplateFault."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_parts(package)
            check_places(list(read_places(package)))
    except TemplateFault:
        raise
    except (zipfile.BadZipFile, ElementTree.ParseError, zlib.error, struct.error, LookupError, EOFError, ValueError,
            RuntimeError) as error:  # fmt: skip
        raise fault(BROKEN) from error


def fault(reason: str, **facts: object) -> TemplateFault:
    """What is wrong with it."""
    return TemplateFault(Message(reason, facts))


def check_parts(package: zipfile.ZipFile) -> None:
    """Refuse programs, what is fetched from elsewhere, entities, and what takes too much room."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise fault(marked("unpacked it takes more than {most} MB."), most=MOST_UNPACKED // 1_000_000)
    if any(PROGRAMS.search(part.filename) for part in parts) or b"macroEnabled" in package.read(TYPES):
        raise fault(marked("it holds a program (a macro or a control); save it as a document without."))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            text = package.read(part)
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise fault(BROKEN)
            root = ElementTree.fromstring(text)
            if part.filename.endswith(".rels"):
                check_targets(root)


def check_targets(relations: ElementTree.Element) -> None:
    """Refuse what would be fetched when the document is opened; a link waits for a hand."""
    for relation in relations:
        is_link = relation.get("Type", "").endswith("/hyperlink")
        if relation.get("TargetMode") == "External" and not is_link:
            raise fault(marked("it fetches {target} from elsewhere."), target=relation.get("Target", ""))


def read_places(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each marked place, by its part and its name; `report` counts only in a paragraph of its own of the body."""
    for name in package.namelist():
        if not PAGES.fullmatch(name):
            continue
        for paragraph in ElementTree.fromstring(package.read(name)).iter(f"{W}p"):
            text = "".join(item.text or "" for item in paragraph.iter(f"{W}t"))
            yield from ((name, found) for found in PLACE.findall(text))


def check_places(places: list[tuple[str, str]]) -> None:
    """Refuse a name that means nothing, and a document without the place of the report, or with several."""
    unknown = [name for _, name in places if name not in PLACES]
    if unknown:
        raise fault(
            marked("there is no place {{{{{name}}}}}; there are {known}."), name=unknown[0], known=list_any(PLACES)
        )
    count = sum(name == REPORT and part == BODY for part, name in places)
    if count != 1 or any(name == REPORT and part != BODY for part, name in places):
        raise fault(marked("its text needs one paragraph that holds {place} and nothing else."), place="{{report}}")

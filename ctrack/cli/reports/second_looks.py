"""A paper made again, from its seal and the register as it was then, and held against the paper itself."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.config.emblems import STAND_IN
from ctrack.cli.config.profiles import Profile, read_said
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.reports.seals import Seal, under
from ctrack.domain.failures import Misused, Refused, marked
from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.vocabulary import Level
from ctrack.exchange.instrument_file import CODE
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.records.papers import ReadPaper
    from ctrack.render.document import Document

FIGURE = re.compile(r"[\d\W]*\d")
LONGEST_QUOTED = 60
FIRST_CODE = re.compile(rf"(?<![\w-]){CODE}(?![\w-])")


class StyleUnknown(Misused):
    message = marked(
        "The paper was set by a template, without which its lines break elsewhere: name it by --template FOLDER."
    )


class StyleOther(Refused):
    message = marked("The template '{path}' is not the one that the paper was set by, or was changed since.")


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a paper says something else than the register: of what, and the two sayings."""

    label: str
    paper: str
    register: str


def make_again(invocation: Invocation, seal: Seal, form: str) -> Document:
    """The document of a paper, from the register as it was known when the paper was made."""
    from ctrack.cli.commands.report import command, request_from
    from ctrack.cli.reports.made_papers import make_order, make_paper

    style = find_style(invocation, seal)
    described = Profile(title=seal.title, columns=seal.columns, head=read_said(seal.head), template=style)
    words = list(seal.arguments)
    with under(invocation, seal, form) as inner, command.make_context("report", words, obj=Console(inner)) as made:
        console = made.find_object(Console)
        assert console is not None
        request = request_from(inner, made.params, described, described.words(made.params["words"]))
        paper = make_paper(console, request, make_order(console, request))
        # The paper left the house, so that it carries its classification, wherever its file lies now.
        level = paper.level or console.reader or Level.INTERNAL.value
        return replace(paper, level=level, emblem=STAND_IN if seal.has_emblem else None)


def find_style(invocation: Invocation, seal: Seal) -> str | None:
    """The folder with the look of a PDF, where it is that of the paper; raises StyleUnknown or StyleOther."""
    if seal.style is None:
        return None
    from ctrack.cli.config.report_templates import read_folder
    from ctrack.exchange.style_folder import digest_style

    path = invocation.options.get("template")
    if path is None:
        raise StyleUnknown()
    if digest_style(read_folder(Path(str(path)).expanduser())) != seal.style:
        raise StyleOther(path=path)
    return str(path)


def print_again(invocation: Invocation, seal: Seal, kind: str) -> bytes:
    """The bytes of the file that a paper would be if it were made again."""
    from ctrack.render.formats import encode, load_format
    from ctrack.render.paired import pair_documents
    from ctrack.render.screen import Screen

    if seal.is_pair:
        first, second = (make_again(invocation, replace(seal, language=code), kind) for code in seal.languages)
        if kind == "pdf":
            return print_pair(first, second)
        seal, document = replace(seal, language=first.language), pair_documents(first, second)
    else:
        document = make_again(invocation, seal, kind)
    if kind == "json":
        document = replace(document, data={"data": document.data})
    with under(invocation, seal, kind):
        return encode(load_format(kind), document, Screen())


def print_pair(first: Document, second: Document) -> bytes:
    """The pages of a paper whose languages stand side by side."""
    from ctrack.render.formats import pdf
    from ctrack.render.screen import Screen

    pages = io.BytesIO()
    pdf.write_pair(first, second, pages, Screen())
    return pages.getvalue()


def find_difference(paper: ReadPaper, again: ReadPaper) -> Difference | None:
    """The first line in which two papers differ, named by the commitment or the figure that it is about."""
    for place in range(max(len(paper.lines), len(again.lines))):
        said, true = (lines[place] if place < len(lines) else [] for lines in (paper.lines, again.lines))
        if said != true:
            pair = next(((a, b) for a, b in zip(said, true, strict=False) if a != b), (" ".join(said), " ".join(true)))
            label = name_line(true) or name_line(said) or name_above(again.lines[:place])
            return Difference(label, *(quote(text) for text in pair))
    return None


def name_line(line: list[str]) -> str:
    """The commitment that a line is about, else the figure that it begins with."""
    found = FIRST_CODE.search(" ".join(line))
    if found or not line:
        return found[0] if found else ""
    return (line[0] if len(line) > 1 else FIGURE.split(line[0])[0]).strip(" :·")[:LONGEST_QUOTED]


def name_above(lines: list[list[str]]) -> str:
    """What stands above a line that says nothing of what it is about."""
    for line in reversed(lines):
        found = FIRST_CODE.search(" ".join(line))
        if found:
            return found[0]
    return lines[-1][0][:LONGEST_QUOTED] if lines else _("the beginning")


def quote(text: str) -> str:
    """A text as a sentence has room for it."""
    return text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…"

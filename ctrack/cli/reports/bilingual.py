"""One report in two languages, side by side on the same page: English on the left, Arabic on the right."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

from ctrack.cli.console.files import OutputWanted, save
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import Misused, marked
from ctrack.render.document import Document
from ctrack.text.language import speaking
from ctrack.text.language import translate as _

PAIR = ("en", "ar")


class PdfWanted(Misused):
    message = marked("Two languages side by side come as PDF only: give --output FILE.pdf or --format pdf.")


def show_pair(invocation: Invocation, make: Callable[[], Document]) -> None:
    """Make the document in both languages and write them as pairs of columns."""
    from ctrack.cli.console.output import read_screen
    from ctrack.cli.params.levels import classify
    from ctrack.render.formats import pdf

    if invocation.format != "pdf":
        raise PdfWanted()
    target = invocation.options.get("output")
    if target is None and invocation.out.isatty():
        raise OutputWanted(format="pdf")
    first, second = (classify(invocation, make_in(language, make)) for language in PAIR)
    pages = io.BytesIO()
    pdf.write_pair(first, second, pages, read_screen(invocation, invocation.out))
    if target is None:
        sys.stdout.buffer.write(pages.getvalue())
        sys.stdout.buffer.flush()
    else:
        save(Path(target), pages.getvalue(), forces=invocation.forces)
        invocation.say(_("Written: {path}").format(path=target))


def make_in(language: str, make: Callable[[], Document]) -> Document:
    """The document in a language; the one spoken before is spoken again."""
    with speaking(language):
        return make()

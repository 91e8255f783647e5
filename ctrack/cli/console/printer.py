"""Paper: a document as PDF, handed to the system's printer."""

from __future__ import annotations

import shutil
import subprocess

from ctrack.cli.console.output import Console
from ctrack.domain.failures import Failure, marked
from ctrack.render.document import Document
from ctrack.text.language import translate as _


class NoPrinter(Failure):
    message = marked("There is no printer program 'lp' here; save the report with --output FILE.pdf and print that.")


class NotPrinted(Failure):
    message = marked("The printer did not take the report: {detail}.")


def send_to_printer(console: Console, document: Document) -> bytes:
    """Print the document on the default printer; the file that it was given."""
    from ctrack.render.formats import encode, load_format

    program = shutil.which("lp")
    if program is None:
        raise NoPrinter()
    pages = encode(load_format("pdf"), console.classify(document), console.read_screen(console.out))
    done = subprocess.run([program, "-t", document.title, "-"], input=pages, capture_output=True, check=False)
    if done.returncode:
        raise NotPrinted(detail=done.stderr.decode("utf-8", "replace").strip() or str(done.returncode))
    console.say(_("Sent to the printer."))
    return pages

"""Paper: a document as PDF, handed to the system's printer."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys

from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import Failure, marked
from ctrack.render.document import Document
from ctrack.text.language import translate as _


class NoPrinter(Failure):
    message = marked("There is no printer program 'lp' here; save the report with --output FILE.pdf and print that.")


class NotPrinted(Failure):
    message = marked("The printer did not take the report: {detail}.")


def send_to_printer(invocation: Invocation, document: Document) -> None:
    """Print the document on the default printer."""
    from ctrack.cli.console.output import read_screen
    from ctrack.cli.params.levels import classify
    from ctrack.render.formats import load_format

    program = shutil.which("lp")
    if program is None:
        raise NoPrinter()
    pages = io.BytesIO()
    load_format("pdf").write(classify(invocation, document), pages, read_screen(invocation, sys.stdout))
    done = subprocess.run(
        [program, "-t", document.title, "-"], input=pages.getvalue(), capture_output=True, check=False
    )
    if done.returncode:
        raise NotPrinted(detail=done.stderr.decode("utf-8", "replace").strip() or str(done.returncode))
    invocation.say(_("Sent to the printer."))

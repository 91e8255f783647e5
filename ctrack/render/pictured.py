"""The one picture of a document, for the formats that are a picture and nothing else."""

from __future__ import annotations

from ctrack.domain.failures import Misused, marked
from ctrack.render.document import Chart, Document
from ctrack.render.document_figures import choose_digits
from ctrack.render.sketch import Sketch, place_title
from ctrack.text.language import speaking


class NoPicture(Misused):
    message = marked(
        "{format} holds one picture, and this is none. 'ctrack report chart NAME --format {format}' draws one; "
        "'ctrack report chart' alone lists them."
    )


def find_sketch(document: Document, form: str) -> tuple[Sketch, str]:
    """The sketch of the chart that a document is about, under its title, and the title; raises NoPicture.

    A chart that is a part of a report says nothing of whose it is, and so is none to be torn out.
    """
    with speaking(document.language):
        charts = [block for block in choose_digits(document).blocks if isinstance(block, Chart)]
    if len(charts) != 1 or not charts[0].caption or not charts[0].sketch.marks:
        raise NoPicture(format=form)
    title = " · ".join(filter(None, (document.title, charts[0].caption)))
    return place_title(charts[0].sketch, title), title

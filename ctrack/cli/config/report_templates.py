"""Documents of one's own that reports are set into, as somebody names them."""

from __future__ import annotations

from pathlib import Path

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import Misused, Refused, marked

# The format that a template is of.
TEMPLATED = "docx"
MOST_BYTES = 20_000_000


class BadTemplate(Refused):
    message = marked(
        "The template '{path}' cannot be used: {reason} 'ctrack report template FOLDER' writes one to begin with."
    )


class TemplateElsewhere(Misused):
    message = marked("The template '{path}' is a document of Word, and {format} is another format: add --format docx.")


def read_template(path: Path) -> bytes:
    """The document in a file, looked at; raises BadTemplate."""
    from ctrack.exchange.word_template import TemplateFault, check_template

    try:
        content = read_bounded(path, MOST_BYTES)
        check_template(content)
    except OSError as error:
        raise BadTemplate(path=path, reason=f"{error.strerror}.") from error
    except TemplateFault as error:
        raise BadTemplate(path=path, reason=error.reason) from error
    return content

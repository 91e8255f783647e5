"""Documents of one's own that reports are set into, as somebody names them."""

from __future__ import annotations

from pathlib import Path

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import Message, Misused, Refused, marked
from ctrack.domain.system_words import speak_reason
from ctrack.text.language import ENGLISH

# The formats that a template is of: a document of Word, and a folder with the look of a PDF.
DOCUMENT, FOLDER = "docx", "pdf"
MOST_BYTES = 20_000_000


class BadTemplate(Refused):
    message = marked(
        "The template '{path}' cannot be used: {reason} 'ctrack report template FOLDER' writes one to begin with."
    )


class TemplateElsewhere(Misused):
    message = marked("The template '{path}' is one for {own}, and {format} is another format: add --format {own}.")


def format_of(path: str) -> str:
    """The format that a template is for."""
    return FOLDER if Path(path).expanduser().is_dir() else DOCUMENT


def read_template(path: Path) -> bytes:
    """The document in a file, looked at; raises BadTemplate."""
    from ctrack.exchange.word_template import TemplateFault, check_template

    try:
        content = read_bounded(path, MOST_BYTES)
        check_template(content)
    except OSError as error:
        raise BadTemplate(path=path, reason=speak_reason(error)) from error
    except TemplateFault as error:
        raise BadTemplate(path=path, reason=error.reason) from error
    try_template(path, content)
    return content


def try_template(path: Path, content: bytes) -> None:
    """Set an empty report into a document, for parts may be whole that do not fit together; raises BadTemplate."""
    from ctrack.exchange.word_template import BROKEN
    from ctrack.render.document import Document
    from ctrack.render.docx.body import Body

    try:
        Body(Document("", ENGLISH, (), template=content))
    except Exception as error:
        raise BadTemplate(path=path, reason=Message(BROKEN)) from error


def read_folder(path: Path) -> dict[str, bytes]:
    """The files of a folder with the look of a PDF; raises BadTemplate."""
    from ctrack.exchange.style_folder import StyleFault, read_style

    try:
        return read_style(path)
    except OSError as error:
        raise BadTemplate(path=path, reason=speak_reason(error)) from error
    except StyleFault as error:
        raise BadTemplate(path=path, reason=error.reason) from error

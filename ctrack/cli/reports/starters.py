"""`ctrack report template`: a document to make a template of one's own from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ctrack.cli.console.files import OutputUnwritable, save
from ctrack.cli.console.output import Console
from ctrack.domain.failures import Misused, marked
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

NAME = "ministry.docx"


class WhichFolder(Misused):
    message = marked("Say into which folder the template goes: 'ctrack report template FOLDER'.")


def write_starters(console: Console, words: tuple[str, ...]) -> None:
    """Write it into the folder that the words name, which is made where it is not there."""
    from ctrack.render.docx.starter import make_starter

    if len(words) != 1:
        raise WhichFolder()
    folder = Path(words[0]).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(path=folder, detail=error.strerror) from error
    style = files("ctrack.render.pdf").joinpath("style.typ").read_bytes()
    for name, content in ((NAME, make_starter(current_language())), ("style.typ", style)):
        save(folder / name, content, forces=console.forces)
        console.say(_("Written: {path}").format(path=folder / name))

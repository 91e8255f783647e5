"""What a server needs for a register, as a script to be run and as what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from ctrack.domain.records.preparation import ServerSetup
from ctrack.domain.shell_words import name_register
from ctrack.render.document import Document, Paragraph
from ctrack.text.language import current_language
from ctrack.text.language import translate as _


def view_script(setup: ServerSetup, lines: Sequence[str]) -> Document:
    """The script for psql, for programs: a statement a line."""
    return Document("", current_language(), (), {**asdict(setup), "sql": list(lines)})


def view_prepared(setup: ServerSetup, shown: str, is_new: bool) -> Document:
    """What was done, and what comes next."""
    made = _("Made the database {name}.") if is_new else _("The database {name} was there; its rights are set.")
    rest = _("Each role that logs in needs a password: \\password ROLE in psql. Then, as {owner}: {command}").format(
        owner=setup.owner, command=f"ctrack --db {name_register(shown)} init"
    )
    blocks = (Paragraph(made.format(name=setup.database)), Paragraph(rest))
    return Document("", current_language(), blocks, {**asdict(setup), "is_new": is_new})

"""What was backed up, restored or moved, as documents."""

from __future__ import annotations

from dataclasses import asdict

from ctrack.domain.records.transfers import Copied
from ctrack.domain.shell_words import name_register
from ctrack.render.document import Document, Paragraph
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _

KIB = 1024


def view_backup(copied: Copied) -> Document:
    """A backup that was read back."""
    lines = [
        _("Backed up {source} in {place}: {content}. It was read back and is whole.").format(
            source=copied.source, place=copied.place, content=say_content(copied)
        )
    ]
    if copied.let_go:
        count = translate_count(
            "{count} older backup made room.", "{count} older backups made room.", len(copied.let_go)
        )
        lines.append(count)
    return make_document(copied, lines)


def view_restored(copied: Copied) -> Document:
    """A register that was brought back."""
    lines = [
        _("Restored {source} to {place}: {content}.").format(
            source=copied.source, place=copied.place, content=say_content(copied)
        )
    ]
    if copied.upgraded_from is not None:
        text = _("The backup had layout {before}; the register has layout {after}.")
        lines.append(text.format(before=copied.upgraded_from, after=copied.layout))
    if copied.kept is not None:
        lines.append(_("What was there before is kept in {path}.").format(path=copied.kept))
    return make_document(copied, lines)


def view_moved(copied: Copied) -> Document:
    """A register that is in a second place now, and how to go on with that."""
    lines = [
        _("Copied {source} to {place}: {content}. The two are equal, table by table.").format(
            source=copied.source, place=copied.place, content=say_content(copied)
        ),
        _("The first was left as it is. 'ctrack config set db {place}' works with the second from now on.").format(
            place=name_register(copied.place)
        ),
    ]
    return make_document(copied, lines)


def make_document(copied: Copied, lines: list[str]) -> Document:
    """The lines, and the facts for programs."""
    return Document(_("Database"), current_language(), tuple(map(Paragraph, lines)), asdict(copied))


def say_content(copied: Copied) -> str:
    """How much was copied: entries of the journal, its head, and the size where that is of a file."""
    entries = translate_count("{count} entry", "{count} entries", copied.entries)
    parts = [entries, _("head {head}").format(head=copied.head[:12])]
    if copied.size is not None:
        parts.append(_("{size} KiB").format(size=f"{copied.size / KIB:.0f}"))
    return " · ".join(parts)

"""A language is one catalogue of messages."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.extensions.scratch import PROMISED, Scratch
from tests.support.runner import Runner

PLACE = "ctrack/text/locale/fa/LC_MESSAGES/ctrack.po"
CATALOGUE = """msgid ""
msgstr ""
"Language: fa\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Daily"
msgstr "روزانه"

msgid "Code"
msgstr "کد"

msgid "{count} commitment"
msgid_plural "{count} commitments"
msgstr[0] "{count} تعهد"
msgstr[1] "{count} تعهد"
"""


def extend(scratch: Scratch) -> None:
    """Add a language."""
    scratch.add(PLACE, CATALOGUE)


def compile_catalogue(source: Path) -> None:
    """Do what each build does to a catalogue (setup.py)."""
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=source.parts[-3])
    with source.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, catalogue)


def test_a_language_is_one_catalogue(scratch: Scratch, ctrack: Runner) -> None:
    """It is spoken where it has the words and English elsewhere, stands in the help, and reads from its own side."""
    extend(scratch)
    assert scratch.count() == PROMISED["language"]
    compile_catalogue(scratch.folder / PLACE)
    shown = scratch.ctrack(ctrack, "--lang", "fa", "--help").out
    assert "روزانه" in shown
    assert "Telling" in shown
    assert "en|ar|fa" in shown
    table = scratch.ctrack(ctrack, "--lang", "fa", "list", "--format", "md").out
    assert "| کد | Party |" in table
    page = scratch.ctrack(ctrack, "list", "--format", "html", LC_ALL="fa_IR.UTF-8").out
    assert '<html lang="fa" dir="rtl"' in page
    scratch.ctrack(ctrack, "config", "set", "lang", "fa")
    assert "کد" in scratch.ctrack(ctrack, "list").out
    refused = scratch.python("-m", "ctrack", "--lang", "tlh", "list", environ=ctrack.base())
    assert "en, ar, fa" in refused.err

"""A language is one catalogue of messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extensions.scratch import PROMISED, Scratch
from tests.support.runner import Runner

# A copy of the whole program is made and run.
pytestmark = pytest.mark.slow

PLACE = "text/locale/fa/LC_MESSAGES/ctrack.po"
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


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """The copy with it."""
    made = Scratch.copy(tmp_path / "copy")
    extend(made)
    made.compile("fa")
    return made


def test_a_language_is_one_catalogue(scratch: Scratch, ctrack: Runner) -> None:
    """It is spoken where it has the words and English elsewhere, stands in the help, and reads from its own side."""
    assert scratch.count() == PROMISED["language"]
    shown, table, page, _set, spoken = scratch.ok(
        ctrack,
        ("--lang", "fa", "--help"),
        ("--lang", "fa", "list", "--format", "md"),
        (("list", "--format", "html"), {"LC_ALL": "fa_IR.UTF-8"}),
        ("config", "set", "lang", "fa"),
        ("list",),
    )
    assert "روزانه" in shown
    assert "Telling" in shown
    assert "en|ar|es|fa|fr|ru|zh" in shown
    assert "| کد | Party |" in table
    assert '<html lang="fa" dir="rtl"' in page
    assert "کد" in spoken
    (refused,) = scratch.run(ctrack, ("--lang", "tlh", "list"))
    assert "en, ar, es, fa, fr, ru, zh" in refused.err

"""The table of formats and the loading of one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ctrack.render.formats
from ctrack.render.document import Document, Fact, Facts
from ctrack.render.formats import FORMATS, UnknownFormat, encode, load_format
from ctrack.render.screen import Screen


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_the_module_of_its_name(name: str) -> None:
    """Each says how its files end and for whom it is, and writes."""
    module = load_format(name)
    assert module.EXTENSION.isalnum()
    assert (name in {"csv", "tsv", "json"}) == module.IS_FOR_MACHINES
    assert callable(module.write)


def test_no_format_is_forgotten() -> None:
    """Every module that writes documents is in the table."""
    modules = Path(next(iter(ctrack.render.formats.__path__))).glob("*.py")
    writers = {path.stem for path in modules if "\ndef write(document: Document" in path.read_text("utf-8")}
    assert writers == FORMATS.keys()


def test_an_unknown_format_is_refused() -> None:
    """The failure names what there is."""
    with pytest.raises(UnknownFormat, match=r"no format odt.*table, plain"):
        load_format("odt")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "table"])
def test_only_tables_need_rich(name: str) -> None:
    """Rich is not imported for a format that does not draw with it."""
    code = (
        "import sys; from ctrack.render.formats import load_format; "
        f"load_format({name!r}); print('rich' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "False\n"


@pytest.mark.parametrize(("name", "mark"), [("csv", b"\xef\xbb\xbf"), ("tsv", b"")])
def test_a_format_says_how_a_file_is_encoded(name: str, mark: bytes) -> None:
    """A file of CSV begins with the mark by which spreadsheets know UTF-8."""
    document = Document("", "en", (Facts((Fact("home", "Home", "الكويت"),)),), {})
    content = encode(load_format(name), document, Screen())
    assert content.startswith(mark + b"home")
    assert "الكويت".encode() in content

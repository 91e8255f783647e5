"""The finding of formats by name and by ending, and the loading of one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ctrack.render.formats
from ctrack.render.document import Document, Fact, Facts
from ctrack.render.format_names import FORMATS, find_format
from ctrack.render.formats import UnknownFormat, encode, load_format
from ctrack.render.screen import Screen


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_the_module_of_its_name(name: str) -> None:
    """Each says what it is for, how its files end and what it takes, and writes."""
    module = load_format(name)
    assert module.DESCRIPTION
    assert all(ending.isalnum() and find_format(f"a.{ending.upper()}") == name for ending in module.ENDINGS)
    assert isinstance(module.IS_BINARY, bool)
    assert (name in {"csv", "tsv"}) == module.IS_OF_ROWS
    assert callable(module.write)


def test_an_ending_names_a_format() -> None:
    """An ending that is a format's name, or one of its own, is that format; any other is none."""
    endings = {"md": "md", "markdown": "md", "txt": "plain", "htm": "html", "table": "table", "odt": None, "": None}
    assert {ending: find_format(f"report.{ending}") for ending in endings} == endings


def test_no_format_is_forgotten() -> None:
    """What is found in the folder are the modules that write documents, and no others."""
    modules = Path(next(iter(ctrack.render.formats.__path__))).glob("*.py")
    writers = {path.stem for path in modules if "\ndef write(document: Document" in path.read_text("utf-8")}
    assert writers == set(FORMATS)


def test_an_unknown_format_is_refused() -> None:
    """The failure names what there is."""
    with pytest.raises(UnknownFormat, match=r"no format odt.*csv, docx"):
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

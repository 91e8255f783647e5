"""The man pages say what the program says; CTRACK_UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from ctrack.cli.command_table import COMMANDS
from tools.manpages import FOLDER, PAGES, write_pages
from tools.roff import escape, write_fallbacks

ROOT = Path(__file__).parent.parent
NEEDS_GROFF = pytest.mark.skipif(not shutil.which("groff") or not shutil.which("preconv"), reason="groff is not there")


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """The pages as the program writes them now."""
    pages = write_pages()
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        for name, text in pages.items():
            (FOLDER / name).write_text(text, encoding="utf-8")
    return pages


def render(source: str, device: str = "utf8") -> subprocess.CompletedProcess[str]:
    """A page as groff sets it for a terminal that has no bold, with every warning on stderr."""
    command = ["groff", "-Kutf8", f"-T{device}", "-man", "-ww", "-rLL=78n", "-P-cbu"]
    return subprocess.run(command, input=source, capture_output=True, text=True, encoding="utf-8", check=True)


@pytest.mark.parametrize("name", PAGES.values())
def test_page_is_what_the_program_says(name: str, written: dict[str, str]) -> None:
    """No option and no command is missing from a page, and none is there that the program has not."""
    assert (FOLDER / name).read_text("utf-8") == written[name], "python -m tools.manpages writes it anew"


@pytest.mark.parametrize("name", PAGES.values())
def test_page_tells_of_every_command(name: str, written: dict[str, str]) -> None:
    """Each command has a heading of its own."""
    assert [word for word in COMMANDS if f'.SS "ctrack {word}' not in written[name]] == []


@NEEDS_GROFF
@pytest.mark.parametrize("name", PAGES.values())
def test_page_is_set_without_a_warning(name: str, written: dict[str, str]) -> None:
    """Groff knows every request and every character of a page, and shows what is to be typed as it is typed."""
    outcome = render(written[name])
    assert outcome.stderr == ""
    assert "ctrack list status:overdue" in outcome.stdout
    assert "'not (status:implemented or addressee:un_system)'" in outcome.stdout
    assert "--dry-run" in outcome.stdout


@NEEDS_GROFF
@pytest.mark.parametrize("name", PAGES.values())
def test_page_is_set_where_there_is_no_arabic(name: str, written: dict[str, str]) -> None:
    """In the locale C nothing breaks: what is to be typed is there, and letters that cannot be shown are marked."""
    outcome = render(written[name], "ascii")
    assert outcome.stderr == ""
    assert "ctrack list status:overdue" in outcome.stdout
    assert "?????" in outcome.stdout


@NEEDS_GROFF
@pytest.mark.parametrize("text", [".so /etc/passwd", "'br", "\\fBbold\\fR", "a-b 'c' `d` ^e~ \"f\"", "لم يُبلَّغ عنه"])
def test_no_text_acts(text: str) -> None:
    """A text is shown as it is, whatever it begins with and holds."""
    outcome = render(f".TH X 1\n.nh\n.ad l\n{escape(text)}\n")
    assert outcome.stderr == ""
    assert text in outcome.stdout


def test_pages_are_installed() -> None:
    """Each page goes to where `man` looks for it in its language."""
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    files = parser["options.data_files"]
    assert files["share/man/man1"].split() == ["docs/man/ctrack.1"]
    assert files["share/man/ar/man1"].split() == ["docs/man/ar/ctrack.1"]
    assert files["share/man/fr/man1"].split() == ["docs/man/fr/ctrack.1"]


@NEEDS_GROFF
def test_french_is_read_where_its_letters_are_not() -> None:
    """A terminal of ASCII alone shows letters without their accents, and no line breaks before a colon."""
    text = escape("Échéance\u00a0: «\u00a0l’œuvre\u00a0»\u202f; où\u202f?")
    page = "\n".join([*write_fallbacks([text]), ".TH X 1", ".nh", text, ""])
    outcome = render(page, "ascii")
    assert (outcome.stderr, "Echeance : << l'oeuvre >> ; ou ?" in outcome.stdout) == ("", True)

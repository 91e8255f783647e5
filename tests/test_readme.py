"""The tour of each README is what the program prints; CTRACK_UPDATE_GOLDEN=1 writes its outputs anew.

A block fenced as `console` holds command lines after `$` and below each what a terminal of 80 columns shows for it; in
Arabic what is printed where there is no terminal: text in logical order, which the page itself orders.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.offices import WITH_NOBODY
from tests.support.runner import Runner

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
READMES = {"en": README, "ar": ROOT / "README.ar.md", "fr": ROOT / "README.fr.md"}
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)\)")
# What a page is put together of: the marks of headings, blocks, rows and lists, and the pictures, in their order.
PART = re.compile(r"^(?:#+ |```\w*$|- |<!-- .* -->$|!\[|\| `\S+`)|(?<=\]\()docs/pictures/\w+", re.MULTILINE)
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MATRIX = ROOT / "tests" / "data" / "tables" / "upr-matrix.csv"
# As long as the name of the folder that stands for it, so that lines are broken where the reader sees them broken.
FOLDER = "/srv/register"


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[Runner]:
    """`ctrack` as the focal point of the tour has it: in an empty folder, on a terminal without colour."""
    folder = Path(tempfile.mkdtemp(prefix="", dir="/tmp"))
    assert len(str(folder)) == len(FOLDER)
    monkeypatch.chdir(folder)
    shutil.copyfile(MATRIX, folder / "matrix.csv")
    settings = {"COLUMNS": "80", "NO_COLOR": "1", "CTRACK_USER": "amira", "CTRACK_BIDI": "off"}
    yield Runner("commitments.db", folder, settings)
    shutil.rmtree(folder)


def read_commands(block: str) -> list[str]:
    """The command lines of a block."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def play(register: Runner, language: str, command: str) -> str:
    """What is shown for a command line."""
    program, *arguments = shlex.split(command)
    assert program == "ctrack", command
    outcome = register(*arguments, terminal=language != "ar", CTRACK_LANG=language)
    shown = f"{outcome.out}{outcome.err}".replace("\r\n", "\n").replace(str(register.home), FOLDER)
    return f"$ {command}\n{shown}"


@pytest.mark.parametrize("language", READMES)
def test_tour_prints_what_the_readme_shows(register: Runner, language: str) -> None:
    """Every command of the tour runs, in order and over one register, and prints what stands below it."""
    page = READMES[language]
    text = page.read_text("utf-8")

    def rewrite(match: re.Match[str]) -> str:
        return "```console\n" + "".join(play(register, language, line) for line in read_commands(match[1])) + "```"

    played = BLOCK.sub(rewrite, text)
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        page.write_text(played, encoding="utf-8")
    assert played == page.read_text("utf-8"), "CTRACK_UPDATE_GOLDEN=1 writes the outputs anew"


@pytest.mark.parametrize("page", READMES.values(), ids=READMES)
def test_tour_meets_what_a_focal_point_does(page: Path) -> None:
    """The tour is not empty: it shows each of the commands that a month's work needs."""
    commands = [command for block in BLOCK.findall(page.read_text("utf-8")) for command in read_commands(block)]
    shown = {shlex.split(command)[1] for command in commands}
    assert shown >= {
        "init", "list", "show", "update", "note", "due", "log", "undo", "recur", "person", "assign", "remind", "report",
        "import", "export",
    }  # fmt: skip


@pytest.mark.parametrize("page", READMES.values(), ids=READMES)
def test_cron_line_speaks_only_of_trouble(ctrack: Runner, page: Path) -> None:
    """The line for cron prints nothing and ends with 0 where nothing is due and where all was sent."""
    (line,) = re.findall(
        r"^0 6-18 \* \* \*  /usr/local/bin/ctrack --db \S+ (.*)$", page.read_text("utf-8"), re.MULTILINE
    )
    words = shlex.split(line)
    ctrack.ok("snooze", *WITH_NOBODY, "--until", "2099-12-31")
    quiet = ctrack(*words)
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    ctrack.ok("person", "add", "Noura", "--email", "noura@interior.example")
    ctrack.ok("assign", "KWT-21", "--person", "Noura")
    ctrack.ok("snooze", "KWT-21", "--until", "none")
    lost = ctrack(*words)
    assert (lost.code, lost.out) == (2, "")
    assert "remind.channel" in lost.err
    (ctrack.home / "mails").mkdir()
    for key, value in (("channel", "eml"), ("from", "focal@foreign.example")):
        ctrack.ok("config", "set", f"remind.{key}", value)
    ctrack.ok("config", "set", "eml.folder", str(ctrack.home / "mails"))
    sent = ctrack(*words)
    assert (sent.code, sent.out, sent.err) == (0, "", "")
    assert len(list((ctrack.home / "mails").glob("*.eml"))) == 1


def test_tours_show_the_same_commands() -> None:
    """Whichever is read, the tour gives the same commands in the same order, each with the words of its language."""
    shown = {
        page.name: [
            next(word for word in shlex.split(line)[1:] if not word.startswith("-"))
            for block in BLOCK.findall(page.read_text("utf-8"))
            for line in read_commands(block)
        ]
        for page in READMES.values()
    }
    assert all(commands == shown[README.name] for commands in shown.values())


def test_french_readme_is_whole() -> None:
    """The French page has the parts of the English one: its headings, blocks, tables, lists, pictures and links."""
    english, french = (BLOCK.sub("```console\n```", READMES[language].read_text("utf-8")) for language in ("en", "fr"))
    assert PART.findall(french) == PART.findall(english)
    assert len(PART.findall(english)) > 50
    linked = {link for link in LINK.findall(english) if not link.startswith(("README", "docs/pictures"))}
    assert linked <= {link.replace(".fr.md", ".md") for link in LINK.findall(french)}


def test_readmes_begin_with_the_same_commands() -> None:
    """Whichever is read, the same command ends in the report and the same one passes the tests."""
    begun = {page: SHELL.findall(page.read_text("utf-8"))[:2] for page in READMES.values()}
    assert all(commands == begun[README] for commands in begun.values())
    assert all("ctrack report" in first and "pytest" in second for first, second in begun.values())


@pytest.mark.parametrize("page", READMES.values(), ids=READMES)
def test_readmes_lead_to_each_other(page: Path) -> None:
    """Each README leads to the others, and nowhere where nothing is."""
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert {other.name for other in READMES.values() if other != page} <= set(links)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_readme_from_the_right_is_one_block() -> None:
    """All of the Arabic page is read from the right, and what is to be copied into a shell from the left."""
    lines = READMES["ar"].read_text("utf-8").splitlines()
    assert (lines[0], lines[-1]) == ('<div dir="rtl">', "</div>")
    assert [lines[place - 2] for place, line in enumerate(lines) if line == "```sh"] == ['<div dir="ltr">'] * 4


def test_readme_names_one_test_command() -> None:
    """What runs a change's checks finds the test command, one line of shell, between its two marks."""
    between = README.read_text("utf-8").split("<!-- test-command -->")[1].split("<!-- /test-command -->")[0]
    fence, command, end = between.strip().splitlines()
    assert (fence, end) == ("```sh", "```")
    assert "pytest" in command

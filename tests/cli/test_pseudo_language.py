"""A seventh language, of which nothing is known but one catalogue: nothing is left in English, and nothing is torn.

Its catalogue says every message in Hebrew letters, from right to left, and keeps what is typed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ctrack.text import language
from ctrack.text.cells import cell_width
from ctrack.text.controls import DIRECTION_CONTROLS
from ctrack.views.topics import TOPICS
from tests.cli.test_arabic import ERRORS, NAMES, OUTPUTS, PATHS, TYPED, all_text, english_in, typed_words
from tests.support.languages import forget_catalogues
from tests.support.runner import Runner
from tools.messages import LOCALES, read_catalogue, texts_of

CODE = "he"
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבכדהפגחיזקלמנועןרסתףוםץטצ")
# What a translation keeps: facts, options, command lines that are quoted, codes, names with figures or signs in them.
KEPT = re.compile(
    r"\{[^{}]*\}|--[a-z][a-z-]*|'(?:ctrack|pip|mkdir|chmod) [^']*'|https?://\S+|[a-z~.]?[\w.-]*/[a-z\w./-]*[a-z][\w./-]*|[A-Z]+[-_][A-Z_0-9-]+"
    r"|'profiles'|(?<!\w)-[a-zA-Z](?!\w)|[^\sa-z]*\d\S*|(?<![\w.])[\w*-]*\.[a-z]+\b|(?<!\w)x[<>]=|[A-Za-z]+"
)
UNSEEN = dict.fromkeys(map(ord, DIRECTION_CONTROLS))
UNFILLED = re.compile(r"\{[a-z_]+\}")


def transliterate(text: str, kept: set[str]) -> str:
    """The text in Hebrew letters, with what is kept as it is."""
    if text.startswith("ctrack "):
        return text
    if text.startswith("command: "):
        return text.removeprefix("command: ").translate(LETTERS)
    # What Click calls numbers is English, and a translation leaves it out.
    return KEPT.sub(lambda found: transliterate_word(found[0], kept), text.replace(" {number_type}", ""))


def transliterate_word(word: str, kept: set[str]) -> str:
    """One word; what is kept begins with a sign, or has one in it."""
    return word if word in kept or not word.isalpha() else word.lower().translate(LETTERS)


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which the language has its one file."""
    kept = {*NAMES.split(), "fr"}
    made = Catalog(locale=CODE)
    for message in read_catalogue(LOCALES / "ar" / "LC_MESSAGES" / "ctrack.po"):
        texts = texts_of(message) if message.id else ()
        if texts:
            forms = tuple(transliterate(texts[min(place, len(texts) - 1)], kept) for place in range(made.num_plurals))
            made.add(message.id, forms if len(texts) > 1 else forms[0])
    folder = tmp_path_factory.mktemp("locale")
    path = folder / CODE / "LC_MESSAGES" / "ctrack.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as stream:
        write_mo(stream, made)
    before, language.LOCALES = language.LOCALES, str(folder)
    forget_catalogues()
    yield folder
    language.LOCALES = before
    forget_catalogues()


@pytest.fixture
def spoken(locales: Path, ctrack: Runner) -> Runner:
    """A register whose user speaks it, with something recorded in it."""
    ctrack.environ["LANG"] = "he_IL.UTF-8"
    ctrack.ok("party", "home", "KW")
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--progress", "40", "--note", "אבג")
    ctrack.ok("update", "KWT-21", "--status", "partially_implemented", "--target", "2027-06", "--priority", "high")
    ctrack.ok("update", "KWT-21", "--status", "not_started", "--tag", "border")
    ctrack.ok("agency", "add", "moi", "--name", "he=משרד")
    ctrack.ok("person", "add", "نورة", "--agency", "moi", "--email", "noura@moi.gov.kw")
    ctrack.ok("person", "add", "سالم")
    ctrack.ok("assign", "KWT-21", "KWT-25", "--lead", "moi", "--person", "نورة", "--overseer", "سالم")
    return ctrack


@pytest.fixture
def known(spoken: Runner) -> set[str]:
    """Every Latin word that the register and the command line give a meaning."""
    instruments = spoken.data("instrument", "list")["rows"]
    slugs = [row["slug"] for row in instruments]
    sections = [part["slug"] for slug in slugs for part in spoken.data("instrument", "show", slug)["sections"]]
    parties = [row["code"] for row in spoken.data("party", "list")["rows"]]
    return {*typed_words(), *NAMES.split(), *TYPED.split(), CODE, "he_IL.UTF-8", *slugs, *sections, *parties}


def test_it_is_spoken_by_one_file(spoken: Runner) -> None:
    """Statuses, columns, dates and counts are in it, a page reads from the right, and its own words are typed."""
    told = spoken.ok("list", "KWT-25", "--format", "plain")
    assert "in progress".translate(LETTERS) in told.out
    assert "21 בנובמבר 2026" in told.err
    assert '<html lang="he" dir="rtl"' in spoken.ok("list", "--format", "html").out
    assert spoken.ok("list".translate(LETTERS), "KWT-25").out == spoken.ok("list", "KWT-25").out
    status, value = "status".translate(LETTERS), "in_progress".translate(LETTERS)
    assert spoken.ok("list", f"{status}:{value}").out == spoken.ok("list", "status:in_progress").out
    assert spoken.ok("list", value.replace("_", " ")).out == spoken.ok("list", "in progress").out
    assert value in spoken.ok("help", "statuses").out


@pytest.mark.slow
def test_every_command_speaks_it(spoken: Runner, known: set[str]) -> None:
    """Help, topics, outputs and errors of every command hold nothing in English, and no fact that was not filled in."""
    runs = [*((*words, "--help") for words, _command in PATHS), *(("help", topic) for topic in TOPICS)]
    found = {}
    for words in (*runs, *OUTPUTS, *ERRORS):
        text = all_text(spoken(*words))
        found[words] = [*english_in(text, known), *UNFILLED.findall(text)]
    assert {words: faults for words, faults in found.items() if faults} == {}


@pytest.mark.slow
def test_nothing_is_torn(spoken: Runner) -> None:
    """On a terminal no line of a help or of a listing is wider than the screen."""
    for words in (*((*words, "--help") for words, _command in PATHS), ("list",), ("due",), ("show", "KWT-25"), ()):
        shown = spoken.ok(*words, terminal=True, COLUMNS="80", CTRACK_BIDI="visual", NO_COLOR="1").out.translate(UNSEEN)
        assert [line for line in shown.splitlines() if cell_width(line) > 80] == [], words

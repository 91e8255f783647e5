"""The documentation says what the program says; CTRACK_UPDATE_GOLDEN=1 writes the generated pages anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ctrack.views.topics import TOPICS
from tests.support.runner import Runner
from tools.pictures import PICTURES, draw_scenes
from tools.reference import DOCS, LANGUAGES, name_page, write_pages

ROOT = DOCS.parent
PAGES = sorted(
    [
        "README.md",
        "README.fr.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "SECURITY.ar.md",
        "SECURITY.fr.md",
        *(f"docs/{path.name}" for path in DOCS.glob("*.md")),
    ]
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# What is written in English alone: for those who change the program.
ENGLISH_ONLY = {"design.md"}
ARABIC_PAGES = [ROOT / "README.ar.md", ROOT / "SECURITY.ar.md", *sorted(DOCS.glob("*.ar.md"))]
FRENCH_PAGES = [ROOT / "README.fr.md", ROOT / "SECURITY.fr.md", *sorted(DOCS.glob("*.fr.md"))]
# Four words of Latin letters in a row are a sentence; names, codes and what is typed are fewer, or between backticks.
ENGLISH = re.compile(r"(?:(?<![\w./-])[A-Za-z][a-z]+(?:'[a-z]+)?[ ,]+){3}[A-Za-z][a-z]+")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """The pages as the program writes them now."""
    pages = write_pages()
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        for name, text in pages.items():
            (DOCS / name).write_text(text, encoding="utf-8")
    return pages


def read_fences(name: str, language: str) -> list[str]:
    """The blocks of a page that are fenced as that language."""
    return [text for kind, text in FENCE.findall((ROOT / name).read_text("utf-8")) if kind == language]


@pytest.mark.parametrize(
    "name", [name_page(page, language) for page in ("commands", *TOPICS) for language in LANGUAGES]
)
def test_generated_page_is_what_the_program_says(name: str, written: dict[str, str]) -> None:
    """No option, command, filter word or exit code is documented that is not there, and none is left out."""
    assert (DOCS / name).read_text("utf-8") == written[name], "python -m tools.reference writes it anew"


def test_pictures_show_what_the_program_prints() -> None:
    """The pictures are drawn from what the program prints now, and not from what it once printed."""
    drawn = draw_scenes()
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        for name, picture in drawn.items():
            (PICTURES / name).write_text(picture, encoding="utf-8")
    found = {path.name: path.read_text("utf-8") for path in PICTURES.glob("*.svg")}
    assert [name for name in drawn if drawn[name] != found.get(name)] == [], "python -m tools.pictures draws them anew"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Every file that a page points to is in the repository."""
    page = ROOT / name
    places = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in places if not (page.parent / link).exists()] == []


def test_every_page_for_users_is_there_in_every_language() -> None:
    """Each page of the documents has its twins in Arabic and French, and each leads to the others below its title."""
    pages = {path.name for path in DOCS.glob("*.md")} - ENGLISH_ONLY
    english = {name for name in pages if not name.endswith((".ar.md", ".fr.md"))}
    subjects = [DOCS / name.removesuffix(".md") for name in english]
    assert {name_page(subject.name, language) for subject in subjects for language in LANGUAGES} == pages
    for subject in (*subjects, ROOT / "README", ROOT / "SECURITY"):
        for own in LANGUAGES:
            page = subject.with_name(name_page(subject.name, own))
            others = [f"[{LANGUAGES[other]}]({name_page(subject.name, other)})" for other in LANGUAGES if other != own]
            assert f"\n{' · '.join(others)}\n" in page.read_text("utf-8"), page.name


@pytest.mark.parametrize("page", FRENCH_PAGES, ids=lambda page: page.name)
def test_a_french_page_is_french(page: Path) -> None:
    """A French page holds no sentence of English but titles of texts."""
    below = re.sub(r"\[(?:English|العربية)\]\([^)]*\)", "", page.read_text("utf-8"))
    unfenced = FENCE.sub(lambda block: block[2] if block[1] == "text" else "", below)
    prose = re.sub(
        r"(?m)^<!--.*?-->$|^ *ctrack .*$|`[^`]*`|'[^'\n]*'|\\?\[en\\?\][^|\n]*|--[\w-]+|\b\w+(?:\\_\w+)+|\]\([^)]*\)",
        " ",
        unfenced,
    )
    assert re.findall(r"\b(?:the|of|and|which|with|is|are)\b", prose) == []


@pytest.mark.parametrize("page", [*ARABIC_PAGES, *FRENCH_PAGES], ids=lambda page: page.name)
def test_links_of_a_page_stay_in_its_language(page: Path) -> None:
    """Whoever reads Arabic or French is led to the twin of each page in it, and to English only where there is none."""
    own = "".join(page.suffixes)
    text = re.sub(rf"\[(?:{'|'.join(LANGUAGES.values())})\]\([^)]*\)", "", page.read_text("utf-8"))
    places = [page.parent / link for link in LINK.findall(text) if "://" not in link and link.endswith(".md")]
    assert [place.name for place in places if place.with_suffix("").with_suffix(own).exists()
            and not place.name.endswith(own)] == []  # fmt: skip


@pytest.mark.parametrize("page", ARABIC_PAGES, ids=lambda page: page.name)
def test_no_english_sentence_is_left_in_an_arabic_page(page: Path) -> None:
    """Outside of what is typed, and of examples of files, an Arabic page holds no sentence of English."""
    text = FENCE.sub(lambda block: block[2] if page.name == "commands.ar.md" else "", page.read_text("utf-8"))
    prose = re.sub(r"(?m)^<!--.*?-->$|^ *ctrack .*$|`[^`]*`|'ctrack [^']*'|\]\([^)]*\)", " ", text)
    assert ENGLISH.findall(prose) == []


def test_the_example_of_an_instrument_file_is_the_same_in_both_languages() -> None:
    """The Arabic page shows the file that is checked, and names every key that the English one names."""
    english, arabic = (read_fences(f"docs/instrument-files{end}.md", "toml") for end in ("", ".ar"))
    assert english == arabic
    keys = [set(re.findall(r"`([\[\]\w.]+)`", (DOCS / f"instrument-files{end}.md").read_text("utf-8")))
            for end in ("", ".ar")]  # fmt: skip
    assert keys[0] - keys[1] == set()


def test_example_of_an_instrument_file_is_in_order(ctrack: Runner, tmp_path: Path) -> None:
    """The instrument file that the documentation shows passes the check, and a register takes it."""
    (example,) = read_fences("docs/instrument-files.md", "toml")
    file = tmp_path / "atlantis-2025.toml"
    file.write_text(example, encoding="utf-8")
    ctrack.ok("instrument", "check", str(file))
    ctrack.ok("instrument", "add", str(file))
    assert ctrack.data("list", "instrument:atlantis-2025")["total"] == example.count("[[commitment]]")


def test_the_guide_to_postgresql_has_the_same_lines_in_both_languages() -> None:
    """What is to be typed or written into a file stands alike in English and in Arabic, and only English is run."""
    blocks = [FENCE.findall((DOCS / name).read_text("utf-8")) for name in ("postgresql.md", "postgresql.ar.md")]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) > 10


def test_keys_of_an_instrument_file_are_all_told() -> None:
    """Each key that the reader of instrument files allows is named on the page that describes them."""
    source = (ROOT / "ctrack" / "exchange" / "instrument_file.py").read_text("utf-8")
    allowed = re.findall(r"\.allow\(([^)]*)\)", source)
    keys = {key for group in allowed for key in re.findall(r'"(\w+)"', group)}
    told = (DOCS / "instrument-files.md").read_text("utf-8")
    assert {key for key in keys if f"`{key}`" not in told} == set()

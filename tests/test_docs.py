"""The documentation says what the program says; CTRACK_UPDATE_GOLDEN=1 writes the generated pages anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ctrack.views.topics import TOPICS
from tests.support.runner import Runner
from tools.pictures import PICTURES, draw_scenes
from tools.reference import DOCS, write_pages

ROOT = DOCS.parent
PAGES = sorted(
    [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "SECURITY.ar.md",
        *(f"docs/{path.name}" for path in DOCS.glob("*.md")),
    ]
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
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


@pytest.mark.parametrize("name", ["commands.md", *(f"{topic}.md" for topic in TOPICS)])
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

"""Whether everybody can read a page: axe-core finds no grave fault, and the keyboard alone reaches all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.axe import NoAxe, fetch_axe, find_faults
from tests.support.chromium import Chromium, Page
from tests.support.runner import Runner

pytestmark = pytest.mark.slow

# One look from either side: what is wrong in a look is wrong in each language.
LOOKS = {"en": (1280, "light"), "ar": (400, "dark")}
SITE = ("index.html", "search.html", "commitments/KWT-25.html", "instruments/kuwait-2024.html")
REPORTS = (
    ("report", "instrument:kuwait-2024"), ("report", "deadlines"), ("report", "country", "instrument:kuwait-2024"),
    ("report", "--compare", "2026-01-01"),
)  # fmt: skip
LIFE = (
    ("update", "KWT-25", "--status", "implemented", "--on", "2026-11-01", "--note", "Done", "--level", "public"),
    ("update", "KWT-26", "--progress", "40", "--on", "2026-10-01"),
    ("add", "NAT-1", "--title", "A law", "--instrument", "kuwait-2024", "--deadline", "2026-06"),
)


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core; without npm or a registry the tests are skipped, and say so."""
    try:
        return fetch_axe()
    except NoAxe as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register in which something is told, overdue and moved."""
    path = tmp_path_factory.mktemp("access") / "register.db"
    path.write_bytes(template.read_bytes())
    runner = Runner(str(path), path.parent)
    for words in LIFE:
        runner.ok(*words)
    return runner


@pytest.fixture(scope="module")
def site(lived: Runner) -> Path:
    """The site of it."""
    folder = lived.home / "site"
    lived.ok("publish", str(folder))
    return folder


def check(page: Page, axe: str, language: str = "en") -> list[list[Any]]:
    """The faults of a page as readers of the language look at it."""
    width, scheme = LOOKS[language]
    page.look(width=width, scheme=scheme)
    return find_faults(page, axe)


@pytest.mark.parametrize("language", LOOKS)
def test_a_site_shuts_nobody_out(chromium: Chromium, site: Path, axe: str, language: str) -> None:
    """No page of the site has a serious fault, from either side, in light and in dark, wide and narrow."""
    for name in SITE:
        assert check(chromium.open((site / language / name).as_uri()), axe, language) == [], name


@pytest.mark.parametrize("language", LOOKS)
def test_a_report_shuts_nobody_out(chromium: Chromium, lived: Runner, axe: str, language: str, tmp_path: Path) -> None:
    """No report as a page has a serious fault."""
    for words in REPORTS:
        paper = tmp_path / "paper.html"
        lived.ok("--lang", language, *words, "--output", str(paper), "--force")
        assert check(chromium.open(paper.as_uri()), axe, language) == [], words


def test_axe_finds_what_is_wrong(chromium: Chromium, axe: str, tmp_path: Path) -> None:
    """A page with pale words and a nameless field has faults, so that none is no accident."""
    page = tmp_path / "bad.html"
    page.write_text("<!DOCTYPE html><title>x</title><p style='color:#ccc'>pale</p><input>", encoding="utf-8")
    assert {"color-contrast", "label", "html-has-lang"} <= {
        fault[1] for fault in check(chromium.open(page.as_uri()), axe)
    }


def test_the_keyboard_reaches_every_link(chromium: Chromium, site: Path) -> None:
    """On the first page Tab comes to all that can be pressed, and each shows that it is there."""
    page = chromium.open((site / "en" / "index.html").as_uri())
    wanted = page.evaluate(
        "[...document.querySelectorAll('a, button, input, summary, [tabindex=\"0\"]')].filter((each) => "
        "each.getClientRects().length).length"
    )
    page.evaluate("window.seen = []")
    for _ in range(wanted):
        page.press("Tab")
        page.evaluate("seen.push([document.activeElement, getComputedStyle(document.activeElement).outlineStyle])")
    assert page.evaluate("new Set(seen.map(([each]) => each)).size") == wanted
    assert page.evaluate("seen.every(([, outline]) => outline !== 'none')")
    page.evaluate("document.activeElement.blur(); document.querySelector('.skip').focus()")
    page.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_paper_says_what_it_is_on_each_page(chromium: Chromium, site: Path, tmp_path: Path) -> None:
    """Printed from the browser each page has the title and the classification at its head, and nothing of the site."""
    from tests.support.papers import run_tool

    for language, words in (("en", ("Classification: public", "Search all pages")), ("fr", ("publique", "Chercher"))):
        page = chromium.open((site / language / "index.html").as_uri())
        page.print_pdf(tmp_path / "page.pdf")
        pages = run_tool("pdftotext", "-layout", str(tmp_path / "page.pdf"), "-").removesuffix("\f").split("\f")
        assert len(pages) > 1
        assert all(words[0] in text.strip().splitlines()[0] for text in pages)
        assert not any(words[1] in text for text in pages)

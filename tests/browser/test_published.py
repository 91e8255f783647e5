"""The site in a real browser, opened from the disk as it is: links, languages, search."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ctrack.render.html.site import write_site
from tests.support.chromium import Chromium, Page
from tests.support.sites import TITLES, path_of, small_site

pytestmark = pytest.mark.slow

Visit = Callable[[str], Page]


@pytest.fixture
def visit(chromium: Chromium, tmp_path: Path) -> Visit:
    """A function that opens a page of the site."""
    folder = tmp_path / "site"
    write_site(small_site(), folder)
    return lambda path: chromium.open((folder / path).as_uri())


def follow(page: Page, selector: str) -> str:
    """Follow a link, and say where it led within the site."""
    page.go(page.evaluate(f"document.querySelector('{selector}').href"))
    return str(page.evaluate("location.pathname")).split("/site/")[1]


def test_every_page_keeps_to_itself(visit: Visit) -> None:
    """No page asks for anything beside itself, and nobody complains."""
    for path in [
        "index.html",
        *(
            f"{language}/{name}"
            for language in ("en", "ar")
            for name in ("index.html", "search.html", *map(path_of, TITLES))
        ),
    ]:
        page = visit(path)
        assert len(page.requests) == 1, path
        assert page.complaints == [], path


def test_a_reader_finds_the_way(visit: Visit) -> None:
    """From the door to a commitment and its twin, and back to the start, by links alone."""
    page = visit("index.html")
    assert follow(page, ".below a[lang=en]") == "en/index.html"
    assert follow(page, ".below a") == "en/instruments/kuwait-2024.html"
    assert follow(page, "tbody a") == "en/commitments/KWT-21.html"
    assert follow(page, ".twins a") == "ar/commitments/KWT-21.html"
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert follow(page, ".trail a") == "ar/index.html"
    assert follow(page, ".places a") == "ar/search.html"


@pytest.mark.parametrize(
    ("language", "sought", "found"),
    [
        ("en", "lessons", ["KWT-22"]),
        ("en", "pve-44", ["PVE-44-A"]),
        ("en", "kuwait experts", ["KWT-21"]),
        ("en", "الخبراء", ["KWT-21"]),
        ("ar", "للاداره", ["PVE-44-A"]),
        ("ar", "الحدود", ["KWT-22"]),
        ("ar", "adopt", ["PVE-44-A"]),
        ("ar", "nothing", []),
    ],
)
def test_the_search_works_from_the_disk(visit: Visit, language: str, sought: str, found: list[str]) -> None:
    """Words in either language find the pages, their keywords and what is above them, without a server."""
    page = visit(f"{language}/search.html")
    page.write("#find", sought)
    assert page.texts("tbody td:nth-child(2)") == found

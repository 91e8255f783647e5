"""The page in a real browser: direction, policy, sorting, finding, printing, with and without a script."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ctrack.render.document import Column, Document, Heading, Table
from tests.support.chromium import Page
from tests.support.documents import hostile_document
from tests.support.papers import paper, sortable_paper

pytestmark = pytest.mark.slow

Open = Callable[..., Page]
LANGUAGES = ("en", "ar")
every_language = pytest.mark.parametrize("language", LANGUAGES)
HOSTILE = """<script>alert(1)</script><img src=http://example.org/x onerror=alert(1)>" onclick="alert(1)" x='
</title></style></script></table></svg><!--<iframe src=javascript:alert(1)>\x1b[31m\u202e<https://example.org/a>"""
ROWS = "#section-2 ~ .scroll tbody tr"
CODES = f"{ROWS} > th"
HEADINGS = "#section-2 ~ .scroll thead th"

_EDGES = """
[...document.querySelectorAll("%s")].map((each) => {
  const range = document.createRange();
  range.selectNodeContents(each);
  return [getComputedStyle(each).direction, range.getBoundingClientRect().right];
})
"""

_BOXES = """
[...document.querySelectorAll("%s")].map((row) => [
  row.cells[0].getBoundingClientRect().toJSON(), row.querySelector(".text").getBoundingClientRect().toJSON(),
])
"""


def button(number: int, section: int = 2) -> str:
    """The button in a heading, counted from 1."""
    return f"#section-{section} ~ .scroll thead th:nth-child({number}) .sort"


def lefts(page: Page, selector: str) -> list[float]:
    """How far from the left such elements begin."""
    found = page.evaluate(f"[...document.querySelectorAll('{selector}')].map((each) => each.getBoundingClientRect().x)")
    return list(found)


@every_language
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 800, 360])
def test_the_page_keeps_to_itself(show: Open, language: str, scheme: str, width: int) -> None:
    """Nothing is asked of anyone, nobody complains, and the page is no wider than its window."""
    page = show(sortable_paper(language), width=width, scheme=scheme)
    assert len(page.requests) == 1
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("has_script", [True, False])
def test_hostile_text_is_text(show: Open, has_script: bool) -> None:
    """What was planted in every field is read and does nothing."""
    page = show(hostile_document(HOSTILE), has_script=has_script)
    assert len(page.requests) == 1
    assert page.complaints == []
    page.look()
    assert page.evaluate("document.querySelectorAll('img, iframe, script:not(body > script:last-child)').length") == 0
    assert (
        page.evaluate("[...document.querySelectorAll('*')].filter((each) => each.onclick || each.onerror).length") == 0
    )
    assert page.evaluate("document.body.innerText.includes('<script>alert(1)</script><img src=http://example.org/x')")


@every_language
def test_the_page_runs_as_its_language_does(show: Open, language: str) -> None:
    """Columns, figures, bars and time begin on the side where reading begins."""
    page = show(sortable_paper(language))
    is_mirrored = language == "ar"
    for selector in (HEADINGS, ".figures > div", ".stack rect", ".picture text", ".heat thead th"):
        places = lefts(page, selector)
        assert len(places) > 1
        assert places == sorted(places, reverse=is_mirrored), selector


def test_a_code_keeps_to_the_side_of_its_column(show: Open) -> None:
    """A Latin code in an Arabic table runs its own way and ends where the column begins."""
    page = show(sortable_paper("ar"))
    edges = page.evaluate(_EDGES % CODES)
    assert {direction for direction, _ in edges} == {"ltr"}
    assert len({round(right) for _, right in edges}) == 1


@every_language
def test_a_heading_sorts(show: Open, language: str) -> None:
    """Up, then down, then as it was; by the figure and not by its text, and told to those who do not see."""
    page = show(sortable_paper(language))
    codes = page.texts(CODES)
    seen = []
    for _ in range(3):
        page.click(button(3))
        heading = f"document.querySelectorAll('{HEADINGS}')[2].getAttribute('aria-sort')"
        seen.append((page.evaluate(heading), page.texts(CODES)))
    assert seen == [("ascending", codes), ("descending", codes[::-1]), (None, codes)]


def test_a_vocabulary_sorts_in_its_own_order(show: Open) -> None:
    """A status sorts as its steps follow each other, and rows that are equal keep their order."""
    page = show(sortable_paper("en"))
    page.click(button(2))
    assert page.texts(CODES)[:5] == ["KWT-1", "KWT-4", "KWT-7", "KWT-10", "KWT-2"]


def test_a_sum_is_never_sorted(show: Open) -> None:
    """Rates sort by their share, 5% before 50%, and the sum stays at the end."""
    page = show(sortable_paper("en"))
    page.click(button(2, section=1))
    assert page.texts("#section-1 ~ .scroll tbody th") == ["B", "A", "C", "All"]
    page.click(button(2, section=1))
    assert page.texts("#section-1 ~ .scroll tbody th") == ["C", "A", "B", "All"]


def test_the_keyboard_sorts(show: Open) -> None:
    """A heading is reached by Tab and pressed by Enter."""
    page = show(sortable_paper("en"))
    page.evaluate(f"document.querySelector('{button(2)}').focus()")
    page.press("Tab")
    page.press("Enter")
    page.press("Enter")
    assert page.texts(CODES)[0] == "KWT-12"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(
    ("language", "sought", "codes"),
    [
        ("en", "kwt-3", ["KWT-3"]),
        ("en", "RESUME", ["KWT-2", "KWT-8"]),
        ("en", "training judge", ["KWT-5", "KWT-11"]),
        ("en", "kwt-1 border", ["KWT-1"]),
        ("ar", "ادارة", ["KWT-3", "KWT-9"]),
        ("ar", "امه واحده", ["KWT-2", "KWT-8"]),
        ("ar", "2026", ["KWT-6", "KWT-12"]),
        ("ar", "لا شيء", []),
    ],
)
def test_words_find_rows(show: Open, language: str, sought: str, codes: list[str]) -> None:
    """All the words are looked for, whatever their case, accents, hamzas, vowel marks and digits."""
    page = show(sortable_paper(language))
    page.write("#find", sought)
    assert page.texts(CODES) == codes
    assert page.texts("#found")[0].startswith(str(len(codes))) or language == "ar"
    assert str(len(codes)) in page.texts("#found")[0]


def test_what_has_no_row_is_out_of_sight_until_all_is_shown(show: Open) -> None:
    """Sums and sections without a row that fits are left out, and come back."""
    page = show(sortable_paper("en"))
    before = page.texts("h2, tr")
    page.write("#find", "youth")
    assert "Rates" not in page.texts("h2")
    assert "Method" in page.texts("h2")
    page.write("#find", "50%")
    assert page.texts("#section-1 ~ .scroll tbody th") == ["A"]
    page.click("#clear")
    assert page.texts("h2, tr") == before
    assert page.evaluate("document.activeElement.id") == "find"
    assert page.texts("#found") in ([], [""])


@every_language
def test_chips_choose_by_status(show: Open, language: str) -> None:
    """A status that is pressed is shown alone, two are shown together, and with the words that are sought."""
    page = show(sortable_paper(language))
    assert [text.split()[-1] for text in page.texts(".chip")] == ["4", "4", "4"]
    page.click(".chip:nth-child(2)")
    assert page.texts(CODES) == ["KWT-2", "KWT-5", "KWT-8", "KWT-11"]
    page.click(".chip:nth-child(3)")
    assert len(page.texts(CODES)) == 8
    assert (
        page.evaluate("[...document.querySelectorAll('.chip')].map((each) => each.ariaPressed).join()")
        == "false,true,true"
    )
    page.write("#find", "kwt-1")
    assert page.texts(CODES) == ["KWT-11", "KWT-12"]
    page.click("#clear")
    assert len(page.texts(CODES)) == 12


@every_language
def test_without_a_script_all_is_there(show: Open, language: str) -> None:
    """No control that would do nothing is shown, and no row is missing."""
    page = show(sortable_paper(language), has_script=False)
    page.send("Emulation.setScriptExecutionDisabled", value=False)
    assert page.texts("button, input, .chips") == []
    assert len(page.texts(CODES)) == 12
    assert page.complaints == []


def spent(page: Page) -> float:
    """The seconds of the processor that the page has taken, whatever else runs on it."""
    metrics = page.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def test_ten_thousand_rows_are_quick(show: Open) -> None:
    """Sorting and then finding among ten thousand rows takes a few seconds of a slow processor, layout and all."""
    page = show(sortable_paper("ar", 10_000))
    page.send("Performance.enable", timeDomain="threadTicks")
    before = spent(page)
    page.evaluate(f"document.querySelector('{button(3)}').click(); document.body.getBoundingClientRect()")
    page.evaluate("finder.box.value = 'اداره'; finder.refresh(); document.body.getBoundingClientRect()")
    assert spent(page) - before < 4
    assert len(page.evaluate(f"[...document.querySelectorAll('{ROWS}')].filter((row) => !row.hidden)")) == 1667


def printed(page: Page, path: Path) -> list[str]:
    """The pages of the PDF that the browser prints, as text."""
    if shutil.which("pdftotext") is None:
        message = "there is no pdftotext here: apt-get install poppler-utils"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    page.print_pdf(path)
    shown = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return shown.stdout.removesuffix("\f").split("\f")


def test_the_page_prints(show: Open, tmp_path: Path) -> None:
    """A4, the headings of a long table on every page of it, page numbers, no controls, and the stamp at the end."""
    page = show(sortable_paper("en", 120), scheme="dark")
    pages = printed(page, tmp_path / "page.pdf")
    info = subprocess.run(["pdfinfo", str(tmp_path / "page.pdf")], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in info
    with_rows = [text for text in pages if "KWT-" in text]
    assert len(with_rows) > 2
    assert all("Left" in text and "Title" in text for text in with_rows)
    assert [re.sub(r"\s", "", text)[-3:] for text in pages] == [f"{number}/6" for number in range(1, 7)]
    assert sum(text.count("KWT-") for text in pages) == 120
    whole = "".join(pages)
    assert "1-8618B9FA598B" in pages[-1]
    assert not any(word in whole for word in ("Find in this page", "Skip to", "Contents", "↕"))


@every_language
def test_nothing_is_cut_off_the_paper(show: Open, language: str) -> None:
    """What is printed is no wider than the paper between its margins, and is black on white."""
    page = show(sortable_paper(language), width=672, scheme="dark")
    page.look(width=672, scheme="dark", media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 672
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_what_was_left_out_is_told_on_paper(show: Open, tmp_path: Path) -> None:
    """A page that was narrowed says so when it is printed: it must not look whole."""
    page = show(sortable_paper("en"))
    page.write("#find", "youth")
    text = "".join(printed(page, tmp_path / "page.pdf"))
    assert "2 of 15 rows" in text
    assert "KWT-4" in text
    assert "KWT-5" not in text


def test_a_reader_who_wants_no_movement_gets_none(show: Open) -> None:
    """Scrolling is smooth only where movement is not unwelcome."""
    page = show(sortable_paper("en"))
    features: list[dict[str, Any]] = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    page.send("Emulation.setEmulatedMedia", features=features)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_table_that_must_be_scrolled_is_reached_by_the_keyboard(show: Open) -> None:
    """On a narrow screen a wide table is a stop for Tab; where it has room it is none."""
    assert show(sortable_paper("en"), width=1280).evaluate("document.querySelectorAll('.scroll[tabindex]').length") == 0
    columns = tuple(Column(name, name) for name in "abc")
    wide = Document("T", "en", (Heading("Wide"), Table("wide", columns, (("word " * 12,) * 3,))))
    assert show(wide, width=240).evaluate("document.querySelectorAll('.scroll[tabindex]').length") > 0


@every_language
def test_every_figure_is_in_sight_on_a_telephone(show: Open, language: str) -> None:
    """At 400 pixels no cell of any table is cut or out of sight, and nothing has to be scrolled sideways."""
    page = show(paper(language), width=400)
    assert page.evaluate("document.querySelectorAll('.scroll[tabindex]').length") == 0
    cells = "[...document.querySelectorAll('tbody :is(th, td)')].filter((each) => each.checkVisibility())"
    boxes = page.evaluate(f"{cells}.map((each) => each.getBoundingClientRect()).map((box) => [box.left, box.right])")
    assert len(boxes) > 10
    assert all(0 <= left < right <= 400 for left, right in boxes)


@every_language
def test_a_row_is_a_paragraph_on_a_telephone(show: Open, language: str) -> None:
    """The running text of a row stands below what is short, whole on the screen; a figure says what it counts."""
    page = show(sortable_paper(language), width=360)
    boxes = page.evaluate(_BOXES % ROWS)
    for row, text in boxes:
        assert 0 <= text["left"] <= text["right"] <= 360
        assert row["top"] < text["top"]
    label = f"getComputedStyle(document.querySelector('{ROWS} [data-l]'), '::before').content"
    assert page.evaluate(label) == '"Left "'

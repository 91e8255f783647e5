"""What a page says to the printer: its heads are strings that no text can leave, and the stamp stands on it once."""

from __future__ import annotations

import re

import pytest

from ctrack.render.document import STAMP_FACT, Document, Fact, Facts, Heading, Stamp
from ctrack.render.html.web_page import quote
from ctrack.text.markup import turned
from ctrack.text.safe import make_safe
from tests.support.documents import rendered

TITLES = ('"; } body { display: none } /*', "</style><script>alert(1)</script>", "تقرير مرحلي", "a\\b\n\x00c")


def unquote(text: str) -> str:
    """What a browser reads in a string of CSS (CSS Syntax 3, 4.3.7)."""
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*"', text)
    return re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), text[1:-1])


@pytest.mark.parametrize("title", TITLES)
def test_a_title_stays_in_its_string(title: str) -> None:
    """Whatever a title holds is one string of the style, and reads as the title."""
    assert unquote(quote(title)) == make_safe(title)
    page = rendered("html", Document(title, "en", (Heading(title, 1),)))
    assert page.count("</style>") == 1
    assert page.count("<script") == 0


def test_each_page_is_headed() -> None:
    """The title stands where reading begins and the classification opposite, from either side."""
    for language, sides in (("en", ("left", "right")), ("ar", ("right", "left"))):
        title = "Progress report"
        page = rendered("html", Document(title, language, (Heading("x", 1),), level="public"))
        heads = dict(re.findall(r'@top-(left|right) \{ content: ("[^"]*")', page))
        assert unquote(heads[sides[0]]) == title
        assert unquote(heads[sides[1]]) != ""


def test_the_stamp_stands_once() -> None:
    """The facts that say what the stamp says are left to the foot of the page."""
    stamp = Stamp("2026-11-21", "", 7, "ab" * 32, "7-ABCDEF-123")
    facts = Facts((Fact(STAMP_FACT, "Fingerprint", stamp.fingerprint),))
    page = rendered("html", Document("x", "en", (Heading("x", 1), facts), stamp=stamp))
    assert page.count(f"<dd>{stamp.fingerprint}") == 1


def test_a_command_does_not_turn_a_sentence() -> None:
    """An Arabic sentence about a long command runs as its page does."""
    assert turned("لا سلم: 'ctrack edit INSTRUMENT --scale NAME --dry-run'.", "rtl") is None
    assert turned("'ctrack edit INSTRUMENT --scale NAME' changes it", "rtl") == "ltr"

"""The HTML of a mail: it fetches nothing, runs nothing, and turns with its language."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from ctrack.render.mail.contents import compose
from ctrack.render.mail.html_body import BAND, CARD, GROUND, INK, QUIET, TONES
from tests.notify.mails import make_mail, make_notice, make_overdue

VOID = {"meta"}
ON_CARD = [(ink, CARD) for ink, _ in TONES.values()]


class Reader(HTMLParser):
    """Collects elements, attributes and text, and checks that what is opened is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        assert self.opened == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text between."""
        self.text += data


def page_of(**facts: object) -> str:
    """The page of a mail of two notices."""
    return compose(make_mail(make_notice(), make_overdue(), **facts)).page


@pytest.mark.parametrize(("language", "direction", "edge"), [("en", "ltr", "left"), ("ar", "rtl", "right")])
def test_direction(language: str, direction: str, edge: str) -> None:
    """The page says its language and direction, and what is at its beginning is on that side."""
    page = page_of(language=language)
    tags = Reader(page).tags
    assert tags[0] == ("html", {"lang": language, "dir": direction})
    assert f"border-{edge}:4px" in page
    assert all(attributes.get("align") in (None, edge, "center") for _, attributes in tags)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """No address, script, style sheet, picture or form: only elements with styles of their own."""
    page = page_of(language="ar")
    tags = Reader(page).tags
    assert {tag for tag, _ in tags} <= {
        "html",
        "head",
        "meta",
        "title",
        "body",
        "table",
        "tr",
        "td",
        "div",
        "span",
        "bdi",
    }
    assert not {name for _, attributes in tags for name in attributes} & {"src", "href", "background", "class", "id"}
    assert "url(" not in page
    assert "@" not in re.sub(r"mailto:\S+", "", page)


def test_codes_and_commands_stay_left_to_right() -> None:
    """In an Arabic page a code and a command are isolated and run as they are typed."""
    tags = Reader(page_of(language="ar")).tags
    assert sum(tag == "bdi" and attributes.get("dir") == "ltr" for tag, attributes in tags) == 2
    assert sum(tag == "div" and attributes.get("dir") == "ltr" for tag, attributes in tags) == 2


def test_status_has_a_mark_and_a_word() -> None:
    """Nothing is told by colour alone."""
    text = Reader(page_of()).text
    assert "◔ in progress, 40%" in text
    assert "3 days late" in text


def test_a_label_is_set_as_its_language_sets_it() -> None:
    """French has its no-break space between a label and the colon."""
    assert "Status: ◔ in progress" in Reader(page_of()).text
    assert "Statut\u00a0: ◔ en cours" in Reader(page_of(language="fr")).text


@pytest.mark.parametrize("text", ["<b>x</b>", '" onload="x', "a & b < c", "</td></table>", "\x1b\x00"])
def test_what_was_typed_is_text(text: str) -> None:
    """Markup in a title, a name, a code or a home is shown as it was typed."""
    notice = make_notice(title={"en": text}, instrument={"en": text}, code=text, on_behalf_of=text)
    page = compose(make_mail(notice, home={"en": text})).page
    reader = Reader(page)
    plain = text.translate({0x1B: "\u241b", 0: "\u2400"})
    assert reader.text.count(plain) >= 5
    harmless = Reader(compose(make_mail(make_notice(on_behalf_of="x"))).page)
    assert [tag for tag, _ in reader.tags] == [tag for tag, _ in harmless.tags]


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb (WCAG 2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "ground"),
    [(INK, CARD), (INK, GROUND), (QUIET, CARD), ("#ffffff", BAND), *TONES.values(), *ON_CARD],
)
def test_contrast(ink: str, ground: str) -> None:
    """Every ink can be read on its ground: 4.5 at least, which turning both round for the night keeps."""
    dark, light = sorted((luminance(ink), luminance(ground)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5

"""The whole page: its head, its policy, what a site puts around it, its sections, and the stamp that proves it.

The policy allows nothing but the very style and script that stand in the page, told by their SHA-256 (CSP 3, 2.3.1).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from ctrack.domain.records.papers import SEAL
from ctrack.render.document import Block, Document, Heading, Paragraph, Picture, Stamp, Table
from ctrack.render.document_figures import choose_digits
from ctrack.render.html import page_words
from ctrack.render.html.page_blocks import Section, divide, heading_markup, map_entry, paragraph_markup, section_markup
from ctrack.render.html.page_settings import Frame, Link, Setting, make_setting
from ctrack.render.page_frame import CONTENTS, EMBLEM, has_contents, say_level, shorten, stamp_facts, tells_stamp
from ctrack.text.digit_shapes import write_figures
from ctrack.text.direction import Direction
from ctrack.text.language import current_digits, speaking
from ctrack.text.markup import NOTHING, Markup, escape, tag, turned, void
from ctrack.text.safe import make_safe

NAME = "ctrack"
_FEWEST_ROWS_TO_FIND = 8
_HERE = Path(__file__).parent
_RUNNING = "font: 8pt sans-serif; color: #566274; white-space: nowrap;"


def write_page(document: Document, out: TextIO, frame: Frame) -> None:
    """Write a document as a page, piece by piece."""
    with speaking(document.language):
        document = choose_digits(document)
        for piece in page_markup(document, make_setting(document, frame)):
            out.write(piece)


def page_markup(document: Document, setting: Setting) -> Iterator[Markup]:
    """The page, its long tables row by row."""
    title, sections = title_of(document), divide(without_title(document))
    script = read_parts("fold.js", "script.js") if row_count(document) else NOTHING
    yield Markup("<!DOCTYPE html>\n")
    yield Markup(f'<html lang="{escape(setting.language)}" dir="{setting.direction}">\n')
    yield head_markup(title.text or NAME, script, document, setting.direction)
    yield Markup("<body>\n")
    yield tag("a", escape(setting.say(page_words.SKIP)), class_="skip", href="#content")
    yield site_markup(setting)
    yield finder_markup(document, setting)
    yield masthead_markup(title, document, setting)
    yield contents_markup(sections, setting) if has_contents(document) else NOTHING
    yield Markup('<main id="content" tabindex="-1">\n')
    for section in sections:
        yield from section_markup(section, setting, title.text)
    yield Markup("</main>\n")
    yield _links(setting.say(page_words.BELOW), "below", setting.frame.below, setting)
    yield foot_markup(document, setting)
    if script:
        yield tag("script", script)
    yield Markup("\n</body>\n</html>\n")


def title_of(document: Document) -> Heading:
    """The heading of the first level, else the document's title."""
    own = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    return own[0] if own else Heading(document.title, 1)


def without_title(document: Document) -> list[Block]:
    """The blocks below the title, without the stamp's, which the foot of the page shows."""
    title = title_of(document)
    return [block for block in document.blocks if block is not title and not tells_stamp(block, document.stamp)]


def row_count(document: Document) -> int:
    """How many rows all the tables have: without any there is nothing to sort or to find."""
    return sum(len(block.rows) for block in document.blocks if isinstance(block, Table))


@cache
def read_parts(*names: str) -> Markup:
    """The style or the script, which are ours and therefore markup, without comments and indentation."""
    lines = (line.strip() for name in names for line in (_HERE / name).read_text(encoding="utf-8").splitlines())
    return Markup("\n".join(line for line in lines if line and not line.startswith(("//", "/*"))))


def make_style(digits: str, running: Markup) -> Markup:
    """The style, which numbers printed pages in these digits, and says on each of them what it belongs to."""
    style = read_parts("style.css")
    if digits == "arab":
        style = Markup(style.replace("(page)", "(page, arabic-indic)").replace("(pages)", "(pages, arabic-indic)"))
    return Markup(f"{style}\n{running}")


def running_heads(document: Document, title: str, direction: Direction) -> Markup:
    """What stands at the head of every printed page: the title of the whole, and its classification."""
    sides = ("right", "left") if direction == "rtl" else ("left", "right")
    texts = (shorten(document.title or title), say_level(document))
    said = (f"@top-{side} {{ content: {quote(text)}; {_RUNNING} }}" for side, text in zip(sides, texts, strict=True))
    return Markup(f"@page {{ {' '.join(said)} }}")


def quote(text: str) -> str:
    """A text as a string of CSS, in which each sign but plain letters and digits stands by its number."""
    signs = (sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):06x}" for sign in make_safe(text))
    return f'"{"".join(signs)}"'


def head_markup(title: str, script: Markup, document: Document, direction: Direction) -> Markup:
    """What a browser needs to know before the page, and the seal of a report, from which it can be checked."""
    style = make_style(current_digits(), running_heads(document, title, direction))
    seal = document.stamp.seal if document.stamp else ""
    return Markup(
        "<head>\n"
        '<meta charset="utf-8">\n'
        + void("meta", http_equiv="Content-Security-Policy", content=policy_for(style, script))
        + '\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="{NAME}">\n'
        + (void("meta", name=SEAL, content=seal) + "\n" if seal else "")
        + '<link rel="icon" href="data:,">\n'
        f"{tag('title', escape(title))}\n{tag('style', style)}\n</head>\n"
    )


def policy_for(style: Markup, script: Markup) -> str:
    """The content security policy for a page with this style and this script."""
    scripts = f"; script-src {hash_source(script)}" if script else ""
    rest = "img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; style-src {hash_source(style)}{scripts}; {rest}"


def hash_source(text: str) -> str:
    """The hash of what stands in an element, as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def site_markup(setting: Setting) -> Markup:
    """The way that led here, the places of the site, and the same page in other languages."""
    frame, say = setting.frame, setting.say
    parts = [
        _links(say(page_words.TRAIL), "trail", frame.trail, setting),
        _links(say(page_words.PLACES), "places", frame.places, setting),
        _links(say(page_words.LANGUAGES), "twins", frame.twins, setting),
    ]
    return tag("div", *parts, class_="site") if any(parts) else NOTHING


def _links(label: str, kind: str, links: Sequence[Link], setting: Setting) -> Markup:
    if not links:
        return NOTHING
    entries = [tag("li", link_markup(link, setting)) for link in links]
    return tag("nav", tag("ul", *entries), class_=kind, aria_label=label)


def link_markup(link: Link, setting: Setting) -> Markup:
    """A link, or the page itself where it would lead here."""
    turn = turned(link.text, setting.direction)
    if link.is_current:
        return tag("span", escape(link.text), aria_current="page", dir=turn)
    return tag("a", escape(link.text), href=link.href, hreflang=link.language, lang=link.language, dir=turn)


def masthead_markup(title: Heading, document: Document, setting: Setting) -> Markup:
    """The title of the page, and above it its classification and an emblem."""
    level, emblem = level_markup(document), document.emblem
    shown = emblem_markup(emblem, setting) if emblem is not None else NOTHING
    name = heading_markup(title, setting) if title.text else NOTHING
    return tag("header", level, shown, name, class_="masthead") if level or name else NOTHING


def emblem_markup(emblem: Picture, setting: Setting) -> Markup:
    """The image itself, so that the page asks nobody for it."""
    source = f"data:image/png;base64,{b64encode(emblem.data).decode()}"
    size = {"width": str(emblem.width), "height": str(emblem.height)}
    return void("img", class_="emblem", src=source, alt=setting.say(EMBLEM), **size)


def finder_markup(document: Document, setting: Setting) -> Markup:
    """The box to find rows with, which the script shows; few rows need none, but on a page that is there to search."""
    if row_count(document) < (1 if setting.frame.keywords else _FEWEST_ROWS_TO_FIND):
        return NOTHING
    say = setting.say
    box = void("input", type="search", id="find", autocomplete="off", spellcheck="false", dir="auto")
    label = tag("label", escape(say(page_words.FIND)), for_="find")
    clear = tag("button", escape(say(page_words.CLEAR)), type="button", id="clear", hidden=True)
    digits = write_figures("0123456789") if current_digits() != "western" else None
    found = tag("p", id="found", role="status", data_words=say(page_words.FOUND), data_digits=digits)
    return tag("div", label, box, clear, found, class_="finder", role="search", hidden=True)


def contents_markup(sections: Sequence[Section], setting: Setting) -> Markup:
    """Links to the sections."""
    label = setting.say(CONTENTS)
    entries = [
        tag("li", tag("a", escape(heading.text), href=f"#{anchor}", dir=turned(heading.text, setting.direction)))
        for heading, anchor in ((section.heading, section.anchor) for section in sections)
        if heading
    ]
    return tag("nav", tag("p", escape(label)), tag("ol", *entries), class_="contents", aria_label=label)


def foot_markup(document: Document, setting: Setting) -> Markup:
    """The notes, and the stamp."""
    notes = [paragraph_markup(Paragraph(note), setting) for note in document.notes]
    stamp = [stamp_markup(document.stamp, setting)] if document.stamp else []
    return tag("footer", *notes, *stamp) if notes or stamp else NOTHING


def level_markup(document: Document) -> Markup:
    """The classification, at the head of the page and of every page in print."""
    said = say_level(document)
    return tag("p", escape(said), class_="level") if said else NOTHING


def stamp_markup(stamp: Stamp, setting: Setting) -> Markup:
    """What proves the paper, and how to check it."""
    facts = stamp_facts(stamp, setting.language).items
    entries = [tag("div", *map_entry([fact], setting)) for fact in facts]
    check = escape(setting.say(page_words.CHECK).format(fingerprint=stamp.fingerprint))
    return tag("div", tag("dl", *entries), tag("p", check), class_="stamp")

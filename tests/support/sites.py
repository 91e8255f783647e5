"""A small site: two instruments with three commitments, in English and in Arabic."""

from __future__ import annotations

from collections.abc import Callable

from ctrack.render.document import Column, Document, Heading, Paragraph, Table
from ctrack.render.html.site import Page, Site, make_path

TITLES = {
    "kuwait-2024": {"en": "Kuwait Declaration", "ar": "إعلان الكويت"},
    "pve-plan": {"en": "Plan of Action", "ar": "خطة العمل"},
    "KWT-21": {"en": "Convene the experts", "ar": "عقد اجتماع فريق الخبراء"},
    "KWT-22": {"en": "Share the lessons", "ar": "تبادل الدروس المستفادة"},
    "PVE-44-A": {"en": "Adopt a national plan", "ar": "اعتماد خطة وطنية للإدارة"},
}
PARENTS = {"KWT-21": "kuwait-2024", "KWT-22": "kuwait-2024", "PVE-44-A": "pve-plan"}


def small_site() -> Site:
    """The site."""
    pages = [Page(path_of(key), TITLES[key], instrument(key), code=key) for key in ("kuwait-2024", "pve-plan")]
    for key, parent in PARENTS.items():
        words = {"en": "border", "ar": "الحدود"} if key == "KWT-22" else {}
        page = Page(path_of(key), TITLES[key], commitment(key), path_of(parent), key, words, is_listed=False)
        pages.append(page)
    return Site({"en": "What we promised", "ar": "ما تعهدنا به"}, pages, home)


def path_of(key: str) -> str:
    """Where a page is."""
    return make_path("commitments" if key in PARENTS else "instruments", key)


def home(language: str) -> Document:
    """What the first page says."""
    text = {"en": "Three promises.", "ar": "ثلاثة تعهدات."}[language]
    return Document("", language, (Heading(text, 1), Paragraph(text)))


def instrument(key: str) -> Callable[[str], Document]:
    """The document of an instrument: a table of its commitments."""

    def make(language: str) -> Document:
        columns = (Column("code", "Code"), Column("title", "Title", wraps=True))
        rows = [(code, TITLES[code][language]) for code, parent in PARENTS.items() if parent == key]
        return Document(TITLES[key][language], language, (Table("rows", columns, [*rows, ("X-1", "elsewhere")]),))

    return make


def commitment(key: str) -> Callable[[str], Document]:
    """The document of a commitment."""
    return lambda language: Document(TITLES[key][language], language, (Paragraph(key),))

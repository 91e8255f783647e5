"""The licences of ctrack and of all that it needs, as a page; `python -m tools.licences` writes it in each language.

A licence that is not among those known here is refused: whoever adds a library looks at what it asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tools.parts import Part, read_installed

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"en": "licences.md", "ar": "licences.ar.md", "fr": "licences.fr.md"}
# What each licence asks for, in the languages of the pages.
NOTICE = ("keep the notice", "الإبقاء على الإشعار", "conserver la mention")
NOTHING = ("nothing", "لا شيء", "rien")
KNOWN: dict[str, tuple[str, str, str]] = {
    "Apache-2.0": (
        "keep the notice, and say what was changed",
        "الإبقاء على الإشعار وبيان ما عُدل",
        "conserver la mention et dire ce qui a été modifié",
    ),
    "Apache-2.0 OR BSD-3-Clause": NOTICE,
    "BSD-2-Clause": NOTICE,
    "BSD-3-Clause": NOTICE,
    "ISC": NOTICE,
    "LGPL-3.0-only": (
        "hand on changes to this library itself; it is installed beside ctrack and can be replaced",
        "إتاحة ما يُعدل في هذه المكتبة نفسها؛ وهي مثبتة بجانب ctrack ويمكن استبدالها",
        "transmettre les modifications de cette bibliothèque elle-même ; elle est installée à côté de ctrack et peut "
        "être remplacée",
    ),
    "MIT": NOTICE,
    "MIT-0": NOTHING,
    "OFL-1.1": ("sell the font by itself to nobody", "عدم بيع الخط منفردا", "ne vendre la police seule à personne"),
    "PSF-2.0": NOTICE,
    "Unlicense": NOTHING,
}
HEADS = {
    "en": (
        "# Licences\n\n[العربية](licences.ar.md) · [Français](licences.fr.md)\n\n"
        "ctrack is under the MIT licence. What it needs, with every extra, on Linux and CPython;\n"
        "`python -m tools.licences` writes this page, and a test holds it to what is installed.\n",
        ("Distribution", "Licence", "What it asks for"),
    ),
    "ar": (
        '<div dir="rtl">\n\n# الرخص\n\n[English](licences.md) · [Français](licences.fr.md)\n\n'
        "يخضع ctrack لرخصة MIT. وهذا ما يحتاج إليه، بكل ملحقاته، على Linux وCPython؛\n"
        "ويكتب `python -m tools.licences` هذه الصفحة، ويقابلها اختبار بما هو مثبت.\n",
        ("الحزمة", "الرخصة", "ما تطلبه"),
    ),
    "fr": (
        "# Licences\n\n[English](licences.md) · [العربية](licences.ar.md)\n\n"
        "ctrack est sous licence MIT. Voici ce dont il a besoin, avec chaque supplément, sous Linux et "
        "CPython ;\n"
        "`python -m tools.licences` écrit cette page, et un test la compare à ce qui est installé.\n",
        ("Paquet", "Licence", "Ce qu’elle demande"),
    ),
}


class UnknownLicence(Exception):
    """A part says nothing of its licence, or names one that nobody has looked at."""


def main() -> None:
    """Write the page in each language."""
    for language, name in PAGES.items():
        (DOCS / name).write_text(write_licences(read_installed(), language), encoding="utf-8")


def write_licences(parts: Sequence[Part], language: str) -> str:
    """The page in a language; raises UnknownLicence."""
    head, titles = HEADS[language]
    rows = [titles, ("---",) * len(titles), *(list_row(part, language) for part in parts)]
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"{head}\n{table}" + ("\n</div>\n" if language == "ar" else "")


def list_row(part: Part, language: str) -> tuple[str, ...]:
    """A part as the table has it; without a version, which is the bill's affair."""
    asks = KNOWN.get(part.licence)
    if asks is None:
        raise UnknownLicence(f"{part.name} {part.version}: {part.licence or 'no licence'}")
    return (part.name, part.licence, asks[list(PAGES).index(language)])


if __name__ == "__main__":
    main()

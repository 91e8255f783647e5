"""The licences of ctrack and of all that it needs, as a page; `python -m tools.licences` writes it in both languages.

A licence that is not among those known here is refused: whoever adds a library looks at what it asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tools.parts import Part, read_installed

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"en": "licences.md", "ar": "licences.ar.md"}
# What each licence asks for, in English and in Arabic.
NOTICE = ("keep the notice", "الإبقاء على الإشعار")
NOTHING = ("nothing", "لا شيء")
KNOWN: dict[str, tuple[str, str]] = {
    "Apache-2.0": ("keep the notice, and say what was changed", "الإبقاء على الإشعار وبيان ما عُدل"),
    "Apache-2.0 OR BSD-3-Clause": NOTICE,
    "BSD-2-Clause": NOTICE,
    "BSD-3-Clause": NOTICE,
    "ISC": NOTICE,
    "LGPL-3.0-only": (
        "hand on changes to this library itself; it is installed beside ctrack and can be replaced",
        "إتاحة ما يُعدل في هذه المكتبة نفسها؛ وهي مثبتة بجانب ctrack ويمكن استبدالها",
    ),
    "MIT": NOTICE,
    "MIT-0": NOTHING,
    "OFL-1.1": ("sell the font by itself to nobody", "عدم بيع الخط منفردا"),
    "PSF-2.0": NOTICE,
    "Unlicense": NOTHING,
}
HEADS = {
    "en": (
        "# Licences\n\nctrack is under the MIT licence. What it needs, with every extra, on Linux and CPython;\n"
        "`python -m tools.licences` writes this page, and a test holds it to what is installed.\n",
        ("Distribution", "Licence", "What it asks for"),
    ),
    "ar": (
        '<div dir="rtl">\n\n# الرخص\n\nيخضع ctrack لرخصة MIT. وهذا ما يحتاج إليه، بكل ملحقاته، على Linux وCPython؛\n'
        "ويكتب `python -m tools.licences` هذه الصفحة، ويقابلها اختبار بما هو مثبت.\n",
        ("الحزمة", "الرخصة", "ما تطلبه"),
    ),
}


class UnknownLicence(Exception):
    """A part says nothing of its licence, or names one that nobody has looked at."""


def main() -> None:
    """Write the page in both languages."""
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
    return (part.name, part.licence, asks[language == "ar"])


if __name__ == "__main__":
    main()

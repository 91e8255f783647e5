"""How each language writes a day, a month and a quarter: `python -m tools.date_names` takes it from the Unicode CLDR.

The program reads the file that this makes, so that Babel stays a tool of those who build it.
"""

from __future__ import annotations

import json
import re
import sys

from babel import Locale, localedata

from ctrack.domain.date_styles import FILE, STYLES

# Languages whose codes have three letters and for which somebody may write a catalogue all the same.
LONGER = ("ckb", "fil", "yue", "prs", "quc", "kab", "kok", "sat")
PIECE = re.compile(r"'[^']*'|([A-Za-z])\1*|[^A-Za-z']+")
# What a pattern of CLDR asks for, by what a style calls it; L is a month that stands alone.
FIELDS = {"d": "day", "M": "number", "MMMM": "month", "L": "number", "LLLL": "alone", "y": "year", "Q": "number",
          "QQQQ": "part", "QQQ": "part"}  # fmt: skip


def read_styles() -> dict[str, dict[str, object]]:
    """Every language that has names of its own for months, by its code; those that have a style here are left out."""
    codes = (code for code in localedata.locale_identifiers() if len(code) == 2 or code in LONGER)
    locales = {code: Locale.parse(code) for code in codes if code not in STYLES}
    return {code: read_style(locale) for code, locale in sorted(locales.items()) if is_named(locale)}


def is_named(locale: Locale) -> bool:
    """Whether CLDR has names for the months, and no numbers in their place."""
    return locale.months["format"]["wide"][1] != "M01"


def read_style(locale: Locale) -> dict[str, object]:
    """How one language writes dates."""
    months, alone = (locale.months[kind]["wide"] for kind in ("format", "stand-alone"))
    quarters = locale.quarters["stand-alone"]["wide"]
    found: dict[str, object] = {
        "months": [months[place] for place in range(1, 13)],
        "alone": [alone[place] for place in range(1, 13)],
        "quarters": [quarters[place] for place in range(1, 5)],
        "day": to_template(locale.date_formats["long"].pattern),
        "month": to_template(locale.datetime_skeletons["yMMMM"].pattern),
        "part": to_template(locale.datetime_skeletons["yQQQQ"].pattern),
    }
    if found["alone"] == found["months"]:
        del found["alone"]
    # What asks for a field of another kind, such as an era, is left to the way most languages write.
    return {key: value for key, value in found.items() if "{}" not in value}


def to_template(pattern: str) -> str:
    """A pattern such as d 'de' MMMM with the names that str.format takes."""
    return "".join(to_piece(found[0]) for found in PIECE.finditer(pattern))


def to_piece(piece: str) -> str:
    """One piece of a pattern: quoted words, a field, or what stands between."""
    if piece.startswith("'"):
        return piece[1:-1] or "'"
    if not piece.isascii() or not piece.isalpha():
        return piece
    return f"{{{FIELDS.get(piece, FIELDS.get(piece[0] * 4, ''))}}}"


def main() -> int:
    """Write the file."""
    lines = (f"{json.dumps(code)}: {json.dumps(style, ensure_ascii=False)}" for code, style in read_styles().items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main())

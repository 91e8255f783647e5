"""Names in languages: what may be one, and what becomes of those that an agency or a party has."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import category

from ctrack.domain import failures
from ctrack.domain.failures import Refused, marked
from ctrack.domain.records.undertakings import Words

LONGEST_NAME = 200
# What the name in a language is called in a record; English has the word alone.
PARTS = {"en": "name", "ar": "name_ar"}


class NameNeeded(Refused):
    message = marked("{code} would be left without a name in any language; give it another before that is taken away.")


def check_name(text: str) -> None:
    """Refuse a name that is empty, too long for a column, or that steers what shows it."""
    if not text.strip():
        raise failures.EmptyText(what="name")
    if len(text) > LONGEST_NAME:
        raise failures.TextTooLong(what="name", length=len(text), most=LONGEST_NAME)
    for sign in text:
        if category(sign) in ("Cc", "Cs"):
            raise failures.TextNotStorable(what="name", character=f"U+{ord(sign):04X}")


def change_names(code: str, names: Words, wanted: Mapping[str, str | None], shipped: Words | None = None) -> Words:
    """The names by language after a change; None leaves one as it is, "" takes it away.

    What is taken away of something of the catalogue gives room to what is `shipped` there.
    """
    changed = dict(names)
    for language, text in wanted.items():
        if text is None:
            continue
        name = " ".join(text.split()) if text else (shipped or {}).get(language)
        if name is None:
            changed.pop(language, None)
        else:
            check_name(name)
            changed[language] = name
    if not changed:
        raise NameNeeded(code=code)
    return changed


def pick_new(before: Words, after: Words) -> Words:
    """The names that were not there before."""
    return {language: text for language, text in after.items() if before.get(language) != text}


def describe_names(names: Words) -> dict[str, str]:
    """The names as parts that can be compared; English and Arabic are always among them."""
    return dict.fromkeys(PARTS.values(), "") | {name_part(language): text for language, text in names.items()}


def name_part(language: str) -> str:
    """What the name in a language is called in a record."""
    return PARTS.get(language, f"name_{language}")

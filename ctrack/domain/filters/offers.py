"""What a shell offers while a filter word is typed; each offer is the whole word, what was typed included."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ctrack.domain.filters.filter_fields import DATE_HELP, FIELDS, VALUE_HELP
from ctrack.domain.filters.synonyms import folded, names_of, names_of_fields
from ctrack.domain.filters.terms import find_field, find_value

_LEAD = re.compile(r"[(-]*")


def complete_filter(prefix: str) -> list[tuple[str, str]]:
    """Pairs of a whole word and its help: the fields with their colon, or a field with each of its values."""
    lead = _LEAD.match(prefix)
    start = lead.end() if lead else 0
    name, colon, typed = prefix[start:].partition(":")
    if not colon:
        return [(prefix[:start] + form, text) for form, text in _complete_field(name)]
    chosen, comma, last = typed.rpartition(",")
    kept = f"{prefix[:start]}{name}:{chosen}{comma}"
    return [(kept + value, text) for value, text in _complete_value(name, chosen.split(","), last)]


def _complete_field(typed: str) -> list[tuple[str, str]]:
    forms = [(form, field.help) for field in FIELDS.values() for form in field.forms]
    # The forms of one field (due:, due.before:) crowd out the others until its name or a dot is typed.
    if not typed:
        return [(field.forms[0], field.help) for field in FIELDS.values()]
    others = [(f"{other}:", FIELDS[name].help) for other, name in names_of_fields().items()]
    return _beginning(typed, forms) or _beginning(typed, others)


def _complete_value(name: str, chosen: Iterable[str], typed: str) -> list[tuple[str, str]]:
    base, _, relation = name.partition(".")
    field = find_field(base)
    if field is None:
        return []
    dates = list(DATE_HELP.items()) if field.takes_dates else []
    if relation:
        return _beginning(typed, dates)
    taken = {find_value(field, value) for value in chosen}
    words = [(word, VALUE_HELP.get(word, "")) for word in field.words if word not in taken]
    others = [(other, VALUE_HELP.get(word, "")) for other, word in names_of(field.name).items()]
    return _beginning(typed, words + dates) or _beginning(typed, others)


def _beginning(typed: str, offers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [offer for offer in offers if folded(offer[0]).startswith(folded(typed))]

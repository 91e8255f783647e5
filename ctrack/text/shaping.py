"""Arabic letters turned into the presentation forms that a terminal draws joined; logical order is kept.

Letters join by the rules of the Unicode Standard, 9.2 (R1-R7), and lam with a following alef becomes one
character. Vowel marks stay. A letter that Unicode gives no form for keeps its own code point.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from ctrack.text.joining import joining_type

Form = Literal["isolated", "initial", "medial", "final"]
Forms = dict[str, dict[Form, str]]

_LAM = "\u0644"
_ALEFS = frozenset("\u0622\u0623\u0625\u0627")
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f\u0870-\u08ff]")
_FORM_OF: dict[tuple[bool, bool], Form] = {
    (False, False): "isolated",
    (False, True): "initial",
    (True, True): "medial",
    (True, False): "final",
}
_NEXT_BEST: dict[Form, Form] = {"medial": "final", "initial": "isolated", "final": "isolated"}


def shape(text: str) -> tuple[str, list[int]]:
    """The text in presentation forms, and for each of its characters the index of the one it came from.

    The map rises strictly; the alef of a lam-alef ligature is the only character that it leaves out.
    """
    if not _ARABIC.search(text):
        return text, list(range(len(text)))
    after, before = _joins(text)
    shaped: list[str] = []
    sources: list[int] = []
    swallowed = -1
    for index, character in enumerate(text):
        if index == swallowed:
            continue
        letters = character
        if character == _LAM and index in after and text[after[index]] in _ALEFS:
            swallowed = after[index]
            letters += text[swallowed]
        shaped.append(_glyph(letters, _FORM_OF[index in before, index in after]))
        sources.append(index)
    return "".join(shaped), sources


def _joins(text: str) -> tuple[dict[int, int], set[int]]:
    """The letters that join: each to the one it is joined to after it, and those joined to one before."""
    after: dict[int, int] = {}
    previous, previous_type = -1, "U"
    for index, character in enumerate(text):
        kind = joining_type(character)
        if kind == "T":
            continue
        if previous_type in "DC" and kind in "DRC":
            after[previous] = index
        previous, previous_type = index, kind
    return after, set(after.values())


def _glyph(letters: str, form: Form) -> str:
    """The presentation form of a letter or a lam-alef, or the nearest that exists."""
    forms = _forms().get(letters, {})
    return forms.get(form) or forms.get(_NEXT_BEST.get(form, form)) or letters


@cache
def _forms() -> Forms:
    """Each letter and lam-alef to its forms, by the decompositions of Arabic Presentation Forms-A and -B."""
    forms: Forms = {}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD)):
        tag, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        name = _form_named(tag)
        key = "".join(chr(int(letter, 16)) for letter in letters)
        if name and (len(key) == 1 or key[0] == _LAM):
            forms.setdefault(key, {})[name] = chr(code)
    return forms


def _form_named(tag: str) -> Form | None:
    """The form that a decomposition's tag such as `<initial>` names, none for other decompositions."""
    return next((form for form in _FORM_OF.values() if tag == f"<{form}>"), None)

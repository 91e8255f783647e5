"""The language in which the program speaks. English is what the program is written in; others are catalogues.

A language is added by dropping `locale/<code>/LC_MESSAGES/ctrack.mo` beside this file.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

DOMAIN = "ctrack"
LOCALES = os.path.join(os.path.dirname(__file__), "locale")
ENGLISH = "en"
ARABIC = "ar"
# The languages that are written from the right, whether there is a catalogue for them or not (CLDR).
RIGHT_TO_LEFT = frozenset({ARABIC, "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})

# As much of the fullest catalogue as one that is whole has at least, where new messages wait for their translation.
NEARLY_ALL = 0.9
# The word that asks for every language in which there is a text.
ALL = "all"

_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = ENGLISH
_digits = "western"
_asked: tuple[str, ...] = ()


@cache
def known_languages() -> tuple[str, ...]:
    """English and every language that has a catalogue here."""
    codes = sorted(os.listdir(LOCALES)) if os.path.isdir(LOCALES) else []
    found = (code for code in codes if os.path.isfile(os.path.join(LOCALES, code, "LC_MESSAGES", f"{DOMAIN}.mo")))
    return (ENGLISH, *(code for code in found if code != ENGLISH))


def translate_into(code: str, message: str) -> str:
    """A message in a language that is not the one spoken now."""
    return _read_catalogue(code).gettext(message)


@cache
def _read_catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, [code], fallback=True)


def use_language(code: str) -> None:
    """Speak this language from now on; Click's own messages follow."""
    global _translations, _language
    _language = code if code in known_languages() else ENGLISH
    _translations = gettext.translation(DOMAIN, LOCALES, [_language], fallback=True)
    os.environ["LANGUAGE"] = _language
    gettext.bindtextdomain(DOMAIN, LOCALES)
    gettext.textdomain(DOMAIN)


def use_languages(codes: Sequence[str]) -> None:
    """Speak the first of these that has a catalogue; texts are asked for in all of them, in this order."""
    global _asked
    _asked = tuple(codes)
    use_language(next((code for code in codes if code in known_languages()), _language))


def asked_languages(present: Iterable[str]) -> tuple[str, ...]:
    """The languages besides the one spoken now in which texts are asked for; `present` are those that `all` means."""
    codes = sorted(present) if ALL in _asked else _asked
    return tuple(code for code in codes if code != _language)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Within, the program speaks this language, or the first of several such as fr,ar; afterwards as it did before."""
    global _asked
    before, asked = _language, _asked
    if (code,) == (before,) == asked:
        yield
        return
    use_languages(code.split(","))
    try:
        yield
    finally:
        use_language(before)
        _asked = asked


def spoken_languages() -> str:
    """The languages in which texts are looked for, as `speaking` takes them: the one spoken first."""
    others = (code for code in _asked if code not in (_language, ALL))
    return ",".join((_language, *others))


def use_digits(digits: str) -> None:
    """Write digits so from now on: western, or arab for Arabic-Indic ones in Arabic."""
    global _digits
    _digits = digits


def count_messages(code: str) -> int:
    """How many messages the catalogue of a language translates."""
    found: dict[str | tuple[str, int], str] = getattr(_read_catalogue(code), "_catalog", {})
    return len({key if isinstance(key, str) else key[0] for key in found} - {""})


def full_languages() -> tuple[str, ...]:
    """English and the languages whose catalogues are whole, or nearly; one that is begun says too little alone."""
    counted = {code: count_messages(code) for code in known_languages()}
    most = max(counted.values(), default=0)
    return tuple(code for code, count in counted.items() if code == ENGLISH or count > NEARLY_ALL * most)


def current_digits() -> str:
    """The digits of figures: western, or arab where the language is Arabic."""
    return _digits if _language == ARABIC else "western"


def current_language() -> str:
    """The code of the language spoken now."""
    return _language


def is_right_to_left() -> bool:
    """Whether the language spoken now is written from right to left."""
    return _language in RIGHT_TO_LEFT


def translate(message: str) -> str:
    """A message of the program in the language spoken now."""
    return _translations.gettext(message) if message else ""


def translate_count(one: str, many: str, count: int) -> str:
    """A message with a number in it, in the plural form that the number takes."""
    return _translations.ngettext(one, many, count).format(count=count)


def language_of(environ: Mapping[str, str]) -> str:
    """The language of the locale: LC_ALL, LC_MESSAGES, LANG; English where they name none that is known."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name)
        if value:
            code = value.replace("-", "_").split(".")[0].split("_")[0].lower()
            return code if code in known_languages() else ENGLISH
    return ENGLISH


def choose_words(words: Mapping[str, str] | None, language: str | None = None) -> str:
    """A text in the reader's language; where it lacks that, another, marked with its language code."""
    wanted = language or _language
    if words and wanted in words:
        return words[wanted]
    code = choose_language(words, wanted)
    return f"[{code}] {words[code]}" if words and code else ""


def choose_language(words: Mapping[str, str] | None, language: str | None = None) -> str:
    """The language in which a text is shown: the reader's, or another that it is in; nothing without a text."""
    wanted = language or _language
    return next((code for code in (wanted, *_asked, ENGLISH, *(words or ())) if code in (words or ())), "")

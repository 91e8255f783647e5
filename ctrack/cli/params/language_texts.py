"""Languages as they are typed: TEXT is English, LANG=TEXT is in the language of that code; and what --lang offers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from ctrack.domain.failures import Misused, marked
from ctrack.domain.languages import LANGUAGE_CODE, OFFICIAL, call_language
from ctrack.text.language import ALL, ARABIC, ENGLISH, known_languages

Result = TypeVar("Result")
MARKED = re.compile(f"({LANGUAGE_CODE})=(.*)", re.DOTALL | re.IGNORECASE)
NONE = "none"


class TextTwice(Misused):
    message = marked("{option} is given twice in the language {language}. Give one text for each language.")


class TextWanted(Misused):
    message = marked("{option} {language}= has no text after it. Write {option} {language}=TEXT.")


def text_options(name: str, english: str, arabic: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """--NAME, as often as there are languages, and --NAME-ar, its short form for Arabic: one map of languages."""

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(function)
        def call(*args: Any, **given: Any) -> Result:
            plain, in_arabic = given.pop(name), given.pop(f"{name}_ar")
            return function(*args, **given, **{name: read_texts(f"--{name}", plain, in_arabic)})

        with_arabic = click.option(f"--{name}-ar", metavar="TEXT", help=arabic)(call)
        return click.option(f"--{name}", multiple=True, metavar="[LANG=]TEXT", help=english)(with_arabic)

    return decorate


def read_texts(option: str, given: Iterable[str], in_arabic: str | None = None) -> dict[str, str]:
    """The texts by language; "none" stays as it was typed."""
    pairs = [split_text(text) for text in given]
    if in_arabic is not None:
        pairs.append((ARABIC, in_arabic))
    found: dict[str, str] = {}
    for language, text in pairs:
        if language in found:
            raise TextTwice(option=option, language=language)
        if not text.strip():
            raise TextWanted(option=option, language=language)
        found[language] = text
    return found


def split_text(text: str) -> tuple[str, str]:
    """The language of a text and the text; "GDP=..." is no language, "FR=..." is."""
    found = MARKED.fullmatch(text)
    if found and (found[1].islower() or found[1].lower() in (*OFFICIAL, *known_languages())):
        return found[1].lower(), found[3]
    return ENGLISH, text


def take_texts_away(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts with "" for each one that is to be taken away."""
    return {language: "" if text.strip().lower() == NONE else text for language, text in texts.items()}


class LanguagesType(click.ParamType[str]):
    """The languages of --lang, which the program has read before the command line is parsed."""

    name = "language"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The languages that the program speaks, looked up when help asks."""
        return "|".join(known_languages())

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The languages, each with what it calls itself, and the word for all; behind a comma those that are left."""
        begun, comma, last = incomplete.rpartition(",")
        found = {code: call_language(code) for code in known_languages() if code not in begun.split(",")}
        offered = found if comma else found | {ALL: ""}
        return [
            CompletionItem(f"{begun}{comma}{code}", help=name)
            for code, name in offered.items()
            if code.startswith(last)
        ]

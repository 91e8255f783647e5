"""The options that are found before the command line is parsed, wherever on it they stand."""

from __future__ import annotations

import re
from contextlib import suppress

from ctrack.cli.config.settings import GENERAL
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import Misused, marked
from ctrack.domain.languages import LANGUAGE_CODE
from ctrack.domain.messages import list_all
from ctrack.text.language import ALL, known_languages, language_of, use_digits, use_languages


class UnknownLanguage(Misused):
    message = marked("{value} is not a language that ctrack speaks. It speaks: {known}.")


def read_early_options(invocation: Invocation, arguments: list[str]) -> None:
    """Find what errors and help need before the command line is parsed: the language, the format, the way of Arabic."""
    for name in ("lang", "format", "bidi", "layout"):
        value = find_option(arguments, f"--{name}") or (find_option(arguments, "-f") if name == "format" else None)
        words = GENERAL[name].words
        if value and (words is None or value in words):
            invocation.options[name] = value
    use_languages((language_of(invocation.environ),))
    try:
        speak_asked(invocation)
    except UnknownLanguage:
        # It is told in the language that would be spoken without the option.
        if invocation.options.pop("lang", None):
            with suppress(UnknownLanguage):
                speak_asked(invocation)
        raise
    use_digits(str(invocation.get("digits")))


def speak_asked(invocation: Invocation) -> None:
    """Speak the language that the option, the environment or the settings ask for; raises UnknownLanguage."""
    # Settings that cannot be read are told of in the language that was asked for without them.
    language = invocation.options.get("lang") or invocation.environ.get("CTRACK_LANG") or invocation.get("lang")
    if language:
        use_languages(find_languages(str(language)))


def find_language(text: str) -> str:
    """The language that a setting names, such as en, ar or ar_KW; raises UnknownLanguage."""
    code = re.split(r"[_.@-]", text.lower())[0]
    if code not in known_languages():
        raise UnknownLanguage(value=text, known=list_all(known_languages()))
    return code


def find_pair(text: str) -> str:
    """One language that the program speaks, or two with a comma between them."""
    codes = find_languages(text)
    if len(codes) > 2 or not set(codes) <= set(known_languages()):
        raise UnknownLanguage(value=text, known=list_all(known_languages()))
    return ",".join(codes)


def find_languages(text: str) -> tuple[str, ...]:
    """The languages that a setting names, such as fr or fr,zh: the first one is spoken; or the word all.

    A text may be in a language that the program does not speak; one that it speaks must be among them.
    """
    if text.strip().lower() == ALL:
        return (ALL,)
    words = [word.strip() for word in re.split("[,،]", text) if word.strip()]
    if len(words) < 2:
        return (find_language(text.strip(" ,،")),)
    codes = [re.split(r"[_.@-]", word.lower())[0] for word in words]
    for word, code in zip(words, codes, strict=True):
        if code not in known_languages() and not re.fullmatch(LANGUAGE_CODE, code):
            raise UnknownLanguage(value=word, known=list_all(known_languages()))
    if not set(codes) & set(known_languages()):
        raise UnknownLanguage(value=text, known=list_all(known_languages()))
    return tuple(dict.fromkeys(codes))


def find_option(arguments: list[str], name: str) -> str | None:
    """The last value given to an option, wherever it stands."""
    found = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == name and place + 1 < len(arguments):
            found = arguments[place + 1]
        elif word.startswith(f"{name}="):
            found = word.partition("=")[2]
    return found

"""The language spoken now, for rules that read what is typed in it; who speaks it hands in what translates."""

from __future__ import annotations

from collections.abc import Callable


def _english() -> str:
    return "en"


_say: Callable[[str], str] = str
_language: Callable[[], str] = _english


def read_through(say: Callable[[str], str], language: Callable[[], str]) -> None:
    """Read what is typed in the language of which these are the translations and the code, whenever they are asked."""
    global _say, _language
    _say, _language = say, language


def say(message: str) -> str:
    """A message in the language spoken now."""
    return _say(message) if message else ""


def language() -> str:
    """The code of the language spoken now."""
    return _language()

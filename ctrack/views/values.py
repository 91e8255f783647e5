"""How the value of a field of the registry is written: for people by its form, and as data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ctrack.domain.fields.field import Field, Form
from ctrack.domain.themes import read_themes, unpack_themes
from ctrack.text.labels import say_share
from ctrack.text.language import choose_words
from ctrack.text.language import translate as _
from ctrack.views import words


def say_value(field: Field, value: Any) -> str:
    """A value as people read it, also where it comes from the journal; nothing for None."""
    if value is None:
        return ""
    if field.vocabulary is not None:
        return words.say(field.vocabulary.shown, value)
    return SAID.get(field.form, str)(value)


def plain_value(field: Field, value: Any) -> Any:
    """A value as JSON holds it: words as they are stored, ISO dates, lists, the text in the reader's language."""
    write = PLAIN.get(field.form)
    return value if write is None or value is None else write(value)


def say_tags(value: Any) -> str:
    """Tags side by side."""
    return " ".join(value.split() if isinstance(value, str) else value)


def say_themes(value: Any) -> str:
    """What themes are called in the reader's language, side by side."""
    keys = unpack_themes(value) if isinstance(value, str) else value
    return " · ".join(choose_words(read_themes().get(key, {})) or key for key in keys)


def say_day(value: Any) -> str:
    """A day in full."""
    return words.say_edtf(value.isoformat() if isinstance(value, date) else value)


SAID: dict[Form, Callable[[Any], str]] = {
    Form.WORDS: choose_words,
    Form.DATE: words.say_edtf,
    Form.DAY: say_day,
    Form.LENGTH: words.say_recurrence,
    Form.PERCENT: say_share,
    Form.TAGS: say_tags,
    Form.THEMES: say_themes,
    Form.FLAG: lambda value: _("yes") if value else _("no"),
}
PLAIN: dict[Form, Callable[[Any], Any]] = {
    Form.WORD: str,
    Form.WORDS: choose_words,
    Form.DAY: date.isoformat,
    Form.TAGS: list,
    Form.THEMES: list,
}

"""Columns that several views share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ctrack.render.document import Align, Column, Tone
from ctrack.text.language import choose_words
from ctrack.text.language import translate as _
from ctrack.views import words


def code_column() -> Column:
    """The code of a commitment."""
    return Column("code", _("Code"), tone=strong)


def status_column() -> Column:
    """A status, with its mark."""
    return Column("status", _("Status"), show=words.say_status, short=words.say_status_short, tone=status_tone)


def progress_column() -> Column:
    """Progress in per cent."""
    return Column("progress", "%", align=Align.END)


def due_column() -> Column:
    """The date that counts: the target where there is one, else the deadline."""
    return Column("due", _("Due"), show=words.say_short)


def title_column(heading: str, choose: Callable[[Any], str] = choose_words) -> Column:
    """A title in the reader's language, as `choose` finds it, which takes the room that is left."""
    return Column("title", heading, show=choose, raw=choose, wraps=True)


def strong(value: object) -> Tone:
    """What a row is found by."""
    return Tone.STRONG


def status_tone(value: object) -> Tone:
    """The tone of a status."""
    return words.say_tone(words.STATUS_TONES, value)

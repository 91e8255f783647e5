"""A look at a channel as a document: each step, what was found, and which failed."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.failures import marked
from ctrack.domain.records.reminders import Check, Step
from ctrack.render.document import Column, Document, Table, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

CHECK_WORDS: dict[str, str] = {
    Check.SETTINGS: marked("Settings"),
    Check.CONNECTION: marked("Connection"),
    Check.ENCRYPTION: marked("Encryption"),
    Check.LOGIN: marked("Login"),
    Check.READY: marked("Ready"),
    Check.MAIL: marked("Mail"),
}
GOOD, BAD = marked("well"), marked("failed")


def view_steps(steps: Sequence[Step]) -> Document:
    """Every step in its order."""
    columns = (
        Column("check", _("Step"), show=say_check),
        Column("is_good", _("Result"), show=say_result, tone=lambda value: Tone.GOOD if value else Tone.ALARM),
        Column("detail", _("Found"), wraps=True),
    )
    rows = [(step.check, step.is_good, step.detail) for step in steps]
    data = {
        "rows": [{"check": step.check, "is_good": step.is_good, "detail": step.detail} for step in steps],
        "is_good": all(step.is_good for step in steps),
    }
    return Document(_("Test of the reminders"), current_language(), (Table("rows", columns, rows),), data, main="rows")


def say_steps(steps: Sequence[Step]) -> str:
    """The steps in one line, as far as they went."""
    said = (label_value(say_check(step.check), step.detail) for step in steps)
    return " · ".join(said)


def say_check(check: str) -> str:
    """What was looked at."""
    return _(CHECK_WORDS[check])


def say_result(is_good: bool) -> str:
    """How it went."""
    return _(GOOD if is_good else BAD)

"""What `doctor` found, as a document."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.render.document import Document, Fact, Facts
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

LABELS = {
    "version": marked("Version"),
    "python": marked("Python"),
    "sqlite": marked("SQLite"),
    "terminal": marked("Terminal"),
    "width": marked("Width"),
    "locale": marked("Locale"),
    "language": marked("Language"),
    "encoding": marked("Encoding"),
    "bidi": marked("Arabic is sent"),
    "configuration": marked("Configuration"),
    "register": marked("Register"),
    "wide": marked("Your own, yet binding every State"),
    "channel": marked("Channel"),
    "reminders": marked("Reminders"),
}


def view_findings(found: dict[str, str]) -> Document:
    """Every finding, a line each."""
    facts = tuple(Fact(key, _(LABELS[key]), text) for key, text in found.items())
    return Document(_("Findings"), current_language(), (Facts(facts),), dict(found))

"""The saved maps of columns, as a document."""

from __future__ import annotations

from collections.abc import Mapping

from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.render.document import Column, Document, Table
from ctrack.text.labels import label_value
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong
from ctrack.views.import_results import FIELDS


def view_maps(found: Mapping[str, Mapping[str, str]]) -> Document:
    """Each map with what its columns are taken for."""
    heads = (Column("name", _("Map"), tone=strong), Column("columns", _("Columns"), show=str, wraps=True))
    rows = [
        (name, join_words([label_value(column, words.say(FIELDS, field) if field in FIELDS else field)
                           for column, field in columns.items()], _, SEMICOLON))
        for name, columns in found.items()
    ]  # fmt: skip
    data = {"maps": [{"name": name, "columns": dict(columns)} for name, columns in found.items()]}
    notes = () if rows else (_("No map is saved; --save-map NAME keeps one."),)
    return Document(_("Saved maps"), current_language(), (Table("maps", heads, rows),), data, notes=notes)

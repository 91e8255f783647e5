"""The rules of the one filter language of listings, reports, reminders and bulk updates.

In `status:overdue kind:event,review (+youth or title:"two words") not due.after:2026-06` a comma means any
of, words side by side must all hold, `or` binds loosest and `not` tightest.
"""

from __future__ import annotations

from ctrack.domain.filters.filter_fields import FIELDS, Field
from ctrack.domain.filters.mistakes import FilterError
from ctrack.domain.filters.offers import complete_filter
from ctrack.domain.filters.parser import parse_filter
from ctrack.domain.filters.terms import ReadDate
from ctrack.domain.filters.tree import And, Node, Not, Or, Relation, Span, Tag, Term, Words, read_as
from ctrack.domain.filters.writer import write_filter

__all__ = [
    "FIELDS",
    "And",
    "Field",
    "FilterError",
    "Node",
    "Not",
    "Or",
    "ReadDate",
    "Relation",
    "Span",
    "Tag",
    "Term",
    "Words",
    "complete_filter",
    "parse_filter",
    "read_as",
    "write_filter",
]

"""The form of a whole register as it is named: its version, and the kinds of records in their order."""

from __future__ import annotations

FORMAT = "ctrack-register"
VERSION = 1
# In an order in which those come first that others name.
KIND_NAMES = (
    "settings", "parties", "agencies", "people", "instruments", "sections", "commitments", "links", "undertakings",
    "contributions", "occurrences", "updates",
)  # fmt: skip
# Columns of names side by side in one text, which are lists in a record, and left out where there is none.
PACKED = ("themes", "tags")

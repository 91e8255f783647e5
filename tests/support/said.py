"""Requests as tests write them: dates as EDTF, and what is filed under its own name."""

from __future__ import annotations

from typing import Any

from ctrack.domain.deadlines import Deadline
from ctrack.domain.fields.registry import FILED
from ctrack.domain.records.requests import UpdateRequest


def say(**said: Any) -> UpdateRequest:
    """The request to record what is said."""
    filed = {field.key: said.pop(field.key) or None for field in FILED if field.key in said}
    dates = {name: read(said.pop(name)) for name in ("effective", "target", "occurrence") if name in said}
    return UpdateRequest(**said, **dates, filed=filed)


def read(edtf: str | None) -> Any:
    """A date; what is none stays as it is."""
    return Deadline.from_edtf(edtf) if edtf else edtf

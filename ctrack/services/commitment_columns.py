"""The service that says what the columns of a commitment hold by what a file says of it."""

from __future__ import annotations

from typing import Any

from ctrack.domain.catalogue import CommitmentEntry, find_binding
from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.themes import pack_themes


def describe_commitment(
    entry: CommitmentEntry, ordinal: int, binding: bool | None, home: str | None = None
) -> dict[str, Any]:
    """The columns of a commitment but those that name other rows; `binding` is whether its instrument binds."""
    assert entry.addressee is not None or home is not None
    addressee, parties = entry.find_addressees(home or "")
    first, last = edtf_bounds(entry.deadline) if entry.deadline else (None, None)
    return {
        "code": entry.code,
        "ordinal": ordinal,
        "paragraph": entry.paragraph,
        "paragraph_note": entry.paragraph_note,
        "kind": entry.kind.value,
        "addressee": addressee.value,
        "addressee_parties": list(parties) or None,
        "force": entry.force,
        "title": entry.title,
        "summary": entry.summary,
        "note": entry.note,
        "deadline": entry.deadline,
        "deadline_first": first,
        "deadline_last": last,
        "deadline_words": entry.deadline_words,
        "recurrence": entry.recurrence,
        "binding": find_binding(entry.binding, binding, entry.force),
        "is_joint": entry.is_joint or None,
        "moved_deadline": entry.moved.deadline if entry.moved else None,
        "moved_last": edtf_bounds(entry.moved.deadline)[1] if entry.moved else None,
        "moved_sources": [source.as_map() for source in entry.moved.sources] if entry.moved else None,
        "sources": [source.as_map() for source in entry.sources],
        "verification": entry.verification.value,
        "themes": pack_themes(entry.themes),
    }

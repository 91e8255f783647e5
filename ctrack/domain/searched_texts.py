"""The texts of a commitment by which it is searched, folded: what is stored is the texts themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctrack.domain.folding import fold

# The columns whose texts are searched.
SEARCHED = ("code", "title", "summary", "note", "paragraph")


def fold_title(title: Mapping[str, str]) -> str:
    """The titles of a commitment in every language, folded."""
    return fold(" ".join(title.values()))


def fold_texts(row: Mapping[str, Any]) -> str:
    """Every text of a commitment in every language, folded: code, titles, and what else it says."""
    others = [text for name in SEARCHED[2:] for text in (row.get(name) or {}).values()]
    return " ".join(filter(None, (fold(row["code"]), fold_title(row["title"]), fold(" ".join(others)))))

"""The texts of a commitment by which it is searched, folded: what is stored is the texts themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ctrack.domain.folding import fold

# The columns whose texts are searched.
SEARCHED = ("code", "title", "summary", "note", "paragraph")


# Of a row that comes in the titles are folded as it is compared, and soon again as it goes into the index.
_fold_again = lru_cache(maxsize=1024)(fold)


def fold_title(title: Mapping[str, str]) -> str:
    """The titles of a commitment in every language, folded."""
    return _fold_again(" ".join(title.values()))


def fold_texts(row: Mapping[str, Any]) -> str:
    """Every text of a commitment in every language, folded: code, titles, and what else it says."""
    others = [text for name in SEARCHED[2:] for text in (row.get(name) or {}).values()]
    return " ".join(filter(None, (fold(row["code"]), fold_title(row["title"]), fold(" ".join(others)))))

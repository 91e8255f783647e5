"""Changes that are held as texts: they are the list that they were made from, and its two texts to the byte."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ctrack.store.change_texts import ChangeTexts, StoredChanges
from ctrack.store.journal import hash_entry

CHANGES: list[dict[str, Any]] = [
    {"table": "party", "id": 3, "label": "ا, ب", "before": None, "after": {"b": "é", "a": [1.5, {"z": 1, "y": 2}]}},
    {"table": "setting", "id": "home", "label": "", "before": {}, "after": None},
    {"table": "instrument", "label": "🏛", "sha256": "0"},
]


@pytest.mark.parametrize("count", range(len(CHANGES) + 1))
def test_changes_come_out_as_they_went_in(count: int) -> None:
    """What was added is what is there, in its order, also after some were taken from the end."""
    changes = ChangeTexts(CHANGES)
    assert (list(changes), len(changes)) == (CHANGES, len(CHANGES))
    changes.cut(count)
    assert (list(changes), len(changes), bool(changes)) == (CHANGES[:count], count, count > 0)
    changes.append(CHANGES[0])
    assert list(changes) == [*CHANGES[:count], CHANGES[0]]


@pytest.mark.parametrize("count", range(len(CHANGES) + 1))
def test_an_entry_of_texts_is_that_of_the_list(count: int) -> None:
    """The hash is that of an entry with the list, and what is stored is the list in JSON to the byte."""
    entry = {"number": 2, "author": "أ", "previous": "0"}
    changes = ChangeTexts(CHANGES)
    changes.cut(count)
    assert hash_entry({**entry, "changes": changes}) == hash_entry({**entry, "changes": CHANGES[:count]})
    assert changes.close().decode() == json.dumps(CHANGES[:count], ensure_ascii=False)


TEXTS = (
    "[]", " [ ] ", "[1]", '[{"a": [1, {"b": "]"}]}, "x" ,\n null]', "[1,]", "[,1]", "[", "[1", "[1 2]", "[1] x", "[1]]",
    "", "{}", "null", '"[]"', "[\u00a0]", "[1e400, NaN]", "[1}", "[[], [[]]]",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_changes_are_read_one_by_one_as_all_at_once(text: str) -> None:
    """What is a list in JSON gives the same changes, and what is none is refused."""
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None
    if isinstance(whole, list):
        assert repr(list(StoredChanges(text))) == repr(whole)
        assert hash_entry({"changes": StoredChanges(text)}) == hash_entry({"changes": whole})
    else:
        with pytest.raises(ValueError):
            list(StoredChanges(text))


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize(
    "text", [*TEXTS, "[12.5, -1e+10, 1E5,true , false]", "[1e+]", "[12.]", "[-]", '["\\u0661","\\', "[tru]"]
)
def test_changes_are_read_in_pieces_as_whole(text: str, size: int) -> None:
    """Wherever the text is cut, it gives the same changes, or is refused."""
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    try:
        whole = list(StoredChanges(text))
    except ValueError:
        with pytest.raises(ValueError):
            list(StoredChanges(pieces))
    else:
        assert repr(list(StoredChanges(pieces))) == repr(whole)

"""Changes that are held as texts: they are the list that they were made from, and its two texts to the byte."""

from __future__ import annotations

import json
import sqlite3
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
    changes = ChangeTexts(CHANGES[:count])
    mark = changes.mark()
    changes.extend(CHANGES[count:])
    assert (list(changes), len(changes)) == (CHANGES, len(CHANGES))
    changes.cut(mark)
    assert (list(changes), len(changes), bool(changes)) == (CHANGES[:count], count, count > 0)
    changes.append(CHANGES[0])
    assert list(changes) == [*CHANGES[:count], CHANGES[0]]


@pytest.mark.parametrize("count", range(len(CHANGES) + 1))
def test_an_entry_of_texts_is_that_of_the_list(count: int) -> None:
    """The hash is that of an entry with the list, and what is stored is the list in JSON to the byte."""
    entry = {"number": 2, "author": "أ", "previous": "0"}
    changes = ChangeTexts(CHANGES[:count])
    mark = changes.mark()
    changes.extend(CHANGES[count:])
    changes.cut(mark)
    assert hash_entry({**entry, "changes": changes}) == hash_entry({**entry, "changes": CHANGES[:count]})
    assert changes.close().read().decode() == json.dumps(CHANGES[:count], ensure_ascii=False)


@pytest.mark.parametrize("held", [1, 100, 1000])
def test_what_is_long_lies_in_a_file(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    """A text of which little is held is the same text, wherever it is cut, and the driver takes its bytes."""
    monkeypatch.setattr("ctrack.store.change_texts.MOST_HELD", held)
    wanted, changes = CHANGES * 20, ChangeTexts(CHANGES * 10)
    assert changes.stored.filed
    for extra in (0, 1, 30):
        mark = changes.mark()
        changes.extend(CHANGES[:1] * extra)
        changes.cut(mark)
    changes.extend(CHANGES * 10)
    assert (list(changes), len(changes)) == (wanted, len(wanted))
    assert len(changes.stored.held) <= held
    assert hash_entry({"number": 2, "changes": changes}) == hash_entry({"number": 2, "changes": wanted})
    stored = changes.close()
    (taken,) = sqlite3.connect(":memory:").execute("SELECT CAST(? AS TEXT)", (stored,)).fetchone()
    assert taken == stored.read().decode() == json.dumps(wanted, ensure_ascii=False)
    assert len(stored) == len(taken.encode())


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

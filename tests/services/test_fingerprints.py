"""Fingerprints: what a report says is in them, whatever way it is written down."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ctrack.domain.told_lists import ToldList
from ctrack.services.fingerprints import (
    BadFingerprint,
    read_fingerprint,
    take_fingerprint,
    without_titles,
    write_content,
)


def test_a_fingerprint_names_its_entry() -> None:
    """A fingerprint is read back, also in small letters; what is none, or no engine's number, is refused."""
    mark = take_fingerprint(12, "7f3a90c1d2e4" + "0" * 52, {"total": 1})
    assert mark.startswith("12-7F3A90C1D2E4-")
    assert read_fingerprint(f" {mark.lower()} ") == (12, "7f3a90c1d2e4", mark.rpartition("-")[2].lower())
    for wrong in (
        "",
        "12",
        "x-7F3A90C1D2E4",
        "9" * 20 + "-7F3A90C1D2E4",
        "9" * 5000 + "-7F3A90C1D2E4",
        "٣-7F3A90C1D2E4",
    ):
        with pytest.raises(BadFingerprint):
            read_fingerprint(wrong)


def test_what_a_report_says_is_in_its_fingerprint() -> None:
    """Other data has another fingerprint; the order of keys and what JSON cannot hold do not matter."""
    data = {"a": 1, "b": Path("x")}
    again = dict(reversed(data.items()))
    assert take_fingerprint(1, "0" * 64, data) == take_fingerprint(1, "0" * 64, again)
    assert take_fingerprint(1, "0" * 64, data) != take_fingerprint(1, "0" * 64, {"a": 2, "b": Path("x")})
    assert json.dumps(take_fingerprint(1, "0" * 64, {"\ud800": "\ud800"}))


def test_a_told_list_is_hashed_as_the_list_that_it_tells() -> None:
    """Piece by piece or whole, the same text is hashed: sorted, without blanks, without titles of one language."""
    things: list[dict[str, Any]] = [
        {"title": "A", "titles": {"fr": "é", "en": "x"}},
        {"b": [1, {"title": "t"}], "a": None},
    ]
    for count in range(3):
        listed = things[:count]
        told = ToldList(listed, dict)
        whole = {"z": listed, "title": "gone", "in": {"y": listed, "x": 1}, "titles": {"title": {"en": "kept"}}}
        pieces = {"z": told, "title": "gone", "in": {"y": told, "x": 1}, "titles": {"title": {"en": "kept"}}}
        text = json.dumps(without_titles(whole), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert "".join(write_content(pieces)) == text
        assert take_fingerprint(7, "ab", pieces).endswith(sha256(text.encode()).hexdigest()[:8].upper())

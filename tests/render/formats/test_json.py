"""JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.vocabulary import Status
from ctrack.render.document import Document
from tests.support.documents import rendered


class Colour(Enum):
    """A vocabulary that is no text by itself."""

    RED = 3


def written(data: Mapping[str, Any]) -> str:
    """The data as the format writes it."""
    return rendered("json", Document("", "en", (), data))


def test_values_have_their_forms() -> None:
    """Dates are ISO, vocabularies words, sets sorted lists; two spaces of indent and one newline at the end."""
    data = {
        "date": date(2026, 6, 30),
        "time": datetime(2026, 6, 30, 9, tzinfo=UTC),
        "words": {Status.IMPLEMENTED: Colour.RED},
        "set": frozenset({"b", "a"}),
        "view": MappingProxyType({"text": "نص"}),
        "nothing": None,
    }
    assert written(data) == (
        '{\n  "date": "2026-06-30",\n  "time": "2026-06-30T09:00:00+00:00",\n  "words": {\n    "implemented": 3\n  },\n'
        '  "set": [\n    "a",\n    "b"\n  ],\n  "view": {\n    "text": "نص"\n  },\n  "nothing": null\n}\n'
    )


def test_what_steers_a_terminal_is_escaped() -> None:
    """Controls, overrides and lone surrogates are written as escapes."""
    assert written({"a": "\x1b\x9b\u202e\u2066\ud800\u2028"}) == (
        '{\n  "a": "\\u001b\\u009b\\u202e\\u2066\\ud800\\u2028"\n}\n'
    )


@given(st.text(st.characters(exclude_categories=())))
def test_every_string_comes_back(text: str) -> None:
    """A reader gets back the very same string, a lone surrogate too."""
    pair = "\U0001f600"
    assert json.loads(written({"a": text, "b": pair})) == {"a": text, "b": pair}


@pytest.mark.parametrize(("value", "failure"), [(float("nan"), ValueError), (object(), TypeError)])
def test_what_has_no_form_is_a_fault(value: object, failure: type[Exception]) -> None:
    """Nothing is written that a reader of JSON could not read."""
    with pytest.raises(failure):
        written({"a": value})


def test_a_long_list_is_a_line_a_thing() -> None:
    """What is short is indented as ever; of a long list each thing is one line, and readers get the very same data."""
    things = [{"code": f"OWN-{number}", "title": "a\u202eb\n", "on": None} for number in range(500)]
    data = {"ok": True, "data": {"rows": things, "others": {"rows": things[:2]}, "total": 500}, "messages": []}
    text = rendered("json", Document("", "en", (), data))
    assert json.loads(text) == data
    assert len(text.splitlines()) < 550
    assert '\n    "total": 500\n  },\n  "messages": []\n}\n' in text
    assert "\u202e" not in text

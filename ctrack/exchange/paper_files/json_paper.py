"""A report in JSON: every value with where it stands and the commitment or the group that it belongs to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ctrack.domain.records.papers import ReadPaper

SEAL_KEY = "seal"
# What names a part of the data, the best first.
LABELS = ("code", "key", "slug")


def read(content: bytes) -> ReadPaper:
    """The paper in an envelope."""
    data = json.loads(content.decode("utf-8-sig"))["data"]
    seal = data.get(SEAL_KEY)
    return ReadPaper(seal if isinstance(seal, dict) else None, list(flatten(data, "", "")))


def flatten(value: Any, path: str, label: str) -> Iterator[list[str]]:
    """Each value as a line: what it belongs to, its path, itself."""
    if isinstance(value, dict):
        label = next((str(value[name]) for name in LABELS if isinstance(value.get(name), str)), label)
        for name in sorted(value):
            if path or name != SEAL_KEY:
                yield from flatten(value[name], f"{path}.{name}" if path else name, label)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from flatten(item, f"{path}[{place}]", label)
    else:
        yield [label or path, path, json.dumps(value, ensure_ascii=False)]

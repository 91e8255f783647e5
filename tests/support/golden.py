"""Whole outputs, compared with files; CTRACK_UPDATE_GOLDEN=1 writes them anew, to be read in the diff."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent.parent / "golden"


def check_golden(name: str, text: str) -> None:
    """The text is what the file of that name holds."""
    path = GOLDEN / name
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as stream:
        assert text == stream.read(), f"{path} differs; CTRACK_UPDATE_GOLDEN=1 writes it anew"

"""Files that are called like a report and hold none are refused in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runner import Runner


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "json"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"x" * 5000], ids=["empty", "cut", "other"])
def test_no_paper(ctrack: Runner, tmp_path: Path, kind: str, content: bytes) -> None:
    """What no reader of the format takes is named with the format, without the words of whichever library read it."""
    paper = tmp_path / f"paper.{kind}"
    paper.write_bytes(content)
    outcome = ctrack("verify", str(paper), "--lang", "fr")
    assert outcome.code in (3, 4), outcome
    assert f"paper.{kind}" in outcome.err
    assert not {"Error", "not a", "line"} & set(outcome.err.replace(":", " ").split())

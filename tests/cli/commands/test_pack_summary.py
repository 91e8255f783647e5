"""`ctrack pack summary` and `combine`: counts by theme and status, and nothing that tells of single commitments."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.promises import refused
from tests.support.runner import Runner


def test_a_region(ctrack: Runner, tmp_path: Path) -> None:
    """Two States' counts make one table, in which no count under 3 is told; a third with a changed one is refused."""
    ctrack.ok("verify", "--new-key")
    ctrack.ok("update", "KWT-21", "KWT-22", "KWT-25", "--status", "in_progress")
    kuwait, oman = tmp_path / "kw.json", tmp_path / "om.json"
    made = ctrack.data("pack", "summary", "-o", str(kuwait))
    counts = dict(zip(made["themes"], made["cells"], strict=True))
    assert all(value is None or value >= 3 for row in made["cells"] for value in row)
    assert counts["all"][made["statuses"].index("in_progress")] == 3
    assert set(made) == {"ctrack_summary", "party", "name", "as_of", "themes", "statuses", "cells", "threshold", "key",
                         "signature"}  # fmt: skip
    other = json.loads(kuwait.read_text())
    oman.write_text(json.dumps({**other, "party": "OM", "key": "", "signature": ""}))
    elsewhere = Runner(str(tmp_path / "nothing.db"), ctrack.home)
    found = elsewhere.ok("pack", "combine", str(kuwait), str(oman), "--format", "json")
    whole = found.data["themes"][-1]["counts"]["in_progress"]
    assert whole == {"at_least": 6, "untold": 0}
    assert [each["party"] for each in found.data["parties"]] == ["NFP", "OM"]
    assert any("om.json" in text for text in found.json["messages"])
    assert "≥" in elsewhere.ok("pack", "combine", str(kuwait), str(oman)).out
    refused(elsewhere("pack", "combine", str(kuwait), str(kuwait)), 4, "NFP")
    oman.write_text(json.dumps({**other, "party": "OM"}))
    refused(elsewhere("pack", "combine", str(kuwait), str(oman)), 7, "om.json")
    oman.write_text("[" * 100_000)
    refused(elsewhere("pack", "combine", str(oman)), 4, "om.json")

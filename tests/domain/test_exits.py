"""Exit codes: each word has one number for ever, for scripts stand on them."""

from __future__ import annotations

from ctrack.domain.exits import ExitCode


def test_the_numbers_stay() -> None:
    """The codes are those that are documented."""
    assert {code.name: code.value for code in ExitCode} == {
        "DONE": 0, "FAILED": 1, "USAGE": 2, "NOT_FOUND": 3, "REFUSED": 4, "DATABASE": 5, "PARTLY": 6, "INTEGRITY": 7,
        "FINDINGS": 10, "INTERRUPTED": 130,
    }  # fmt: skip

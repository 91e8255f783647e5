"""Headers: a field that would be too long goes on in the next line, and one that fits does not."""

from __future__ import annotations

import pytest

from ctrack.notify.headers import POLICY


@pytest.mark.parametrize(("length", "lines"), [(10, 1), (62, 1), (63, 1), (64, 1), (65, 2), (200, 2)])
def test_a_token_is_folded_once_it_is_too_long(length: int, lines: int) -> None:
    """Name, colon, blank and value take 76 characters of a line at most (RFC 5322, 2.1.1, recommends 78)."""
    value = f"<{'a' * (length - 2)}>"
    folded = POLICY.header_factory("Message-ID", value).fold(policy=POLICY)
    assert folded.count(POLICY.linesep) == lines
    assert folded.replace(f"{POLICY.linesep} ", " ").strip() == f"Message-ID: {value}"

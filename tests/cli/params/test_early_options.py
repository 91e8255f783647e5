"""What is found before the command line is parsed."""

from __future__ import annotations

import pytest

from tests.support.runner import Runner


@pytest.mark.parametrize("unknown", ["zz", "٢", "\u202e", "-"])
def test_an_unknown_language_is_told_in_the_known_one(ctrack: Runner, unknown: str) -> None:
    """What --lang gets wrong is told in the language that would be spoken without it."""
    outcome = ctrack("list", "--lang", unknown, CTRACK_LANG="ar")
    assert outcome.code == 2
    assert "ليست" in outcome.err
    assert "ليست" not in ctrack("list", "--lang", unknown, CTRACK_LANG="also not").err

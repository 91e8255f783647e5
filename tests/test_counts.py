"""Figures of the catalogue in pages: they come from its files, by `python -m tools.counts`."""

from __future__ import annotations

import pytest

from tests.support.shipped import COMMITMENTS, INSTRUMENTS
from tools.counts import PAGES, ROOT, SENTENCES, count_catalogue, make_pages, write_figures


def test_every_page_tells_the_figures_of_today() -> None:
    """Nothing changes where the figures are written anew: README, docs and the table of instruments are of today."""
    made = dict(make_pages())
    assert set(made) == {ROOT / name for name in (*SENTENCES, *PAGES)}
    assert [path.name for path, text in made.items() if path.read_text("utf-8") != text] == []


def test_the_figures_are_those_of_a_new_register() -> None:
    """What is said of a new register is what is counted in the files that it takes."""
    figures = count_catalogue()
    assert (figures["instruments"], figures["commitments"]) == (INSTRUMENTS, COMMITMENTS)
    assert figures["verified"] + figures["secondary"] + figures["unchecked"] == COMMITMENTS


def test_a_sentence_that_is_gone_is_missed() -> None:
    """Figures are written wherever lines break; where a page no longer has its sentence, that is told."""
    figures = {"commitments": 12, "instruments": 3}
    sentences = ("{commitments} commitments in {instruments} instruments",)
    assert write_figures("of 7 commitments\nin 2 instruments, 5", sentences, figures) == (
        "of 12 commitments\nin 3 instruments, 5"
    )
    with pytest.raises(LookupError, match="commitments in"):
        write_figures("nothing of the kind", sentences, figures)

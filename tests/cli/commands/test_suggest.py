"""`ctrack suggest`: links that may be missing, explained, and recorded by a person."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


@pytest.mark.slow
def test_what_was_unlinked_is_suggested_with_its_reasons(ctrack: Runner) -> None:
    """A link that is missing is suggested from either side, with what both speak of, and what is linked is not."""
    linked = {row["to"] for row in ctrack.data("suggest", "KWT-12")["rows"]}
    assert "HLC-2396-2" not in linked
    ctrack.ok("unlink", "KWT-12", "HLC-2396-2")
    for code, other in (("KWT-12", "HLC-2396-2"), ("HLC-2396-2", "KWT-12")):
        (row,) = (row for row in ctrack.data("suggest", code)["rows"] if row["to"] == other)
        assert row["score"] >= 0.3
        assert "borders" in row["concepts"]
        assert row["themes"] == ["border"]
    assert "يتناول كلاهما: الحدود" in ctrack.ok("suggest", "KWT-12", CTRACK_LANG="ar").out
    assert "les deux parlent de\xa0: frontières" in ctrack.ok("suggest", "KWT-12", CTRACK_LANG="fr").out


@pytest.mark.slow
def test_a_person_accepts(ctrack: Runner) -> None:
    """What is accepted is a link with the reasons of the suggestion in each language; undo takes it back."""
    ctrack.ok("unlink", "KWT-12", "HLC-2396-2")
    with nothing_recorded(ctrack):
        refused(ctrack("suggest", "--accept", "KWT-12"), 2, "Say which one is accepted")
        refused(ctrack("suggest", "KWT-12", "--accept", "GCTS-R9"), 3, "GCTS-R9 is not among what is suggested")
        refused(ctrack("suggest", "NOWHERE-1"), 3, "NOWHERE-1")
        ctrack.ok("suggest", "KWT-12", "--accept", "HLC-2396-2", "-n")
    ctrack.ok("suggest", "KWT-12", "--accept", "HLC-2396-2", "--relation", "جزء_من")
    (link,) = (each for each in ctrack.data("show", "KWT-12")["links"] if each["to"] == "HLC-2396-2")
    assert (link["relation"], link["basis"], link["confirmed_by"]) == ("subset", "unchecked", "tester")
    assert link["reason"]["en"].startswith("both speak of borders")
    assert link["reason"]["ar"].startswith("يتناول كلاهما: الحدود")
    assert link["reason"]["fr"].startswith("les deux parlent de\xa0: frontières")
    ctrack.ok("undo")
    assert "HLC-2396-2" not in {each["to"] for each in ctrack.data("show", "KWT-12")["links"]}


def test_texts_without_a_common_language(ctrack: Runner) -> None:
    """A commitment in Arabic alone is compared with English ones by the glossary."""
    ctrack.ok("add", "NAT-1", "--title-ar", "ربط أجهزة الحدود بقواعد بيانات الإنتربول عن وثائق السفر المزورة")
    found = {row["to"]: row for row in ctrack.data("suggest", "NAT-1")["rows"]}
    assert "INTERPOL" in found["GCTS-II-16"]["concepts"]

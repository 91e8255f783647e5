"""`ctrack person edit`: what is known of somebody changes, and they may leave."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


@pytest.fixture
def noura(anywhere: Runner) -> Runner:
    """A register with an agency and Noura."""
    anywhere.ok("agency", "add", "moi", "--name", "Interior")
    anywhere.ok("person", "add", "Noura Ali", "--email", "noura@moi.gov.kw")
    return anywhere


def known(ctrack: Runner) -> dict[str, Any]:
    """What is known of her."""
    (row,) = ctrack.data("person", "list")["rows"]
    return {name: row[name] for name in ("email", "language", "time_zone", "agency", "is_active")}


def test_each_thing_and_back(noura: Runner) -> None:
    """Each thing can be given, and taken away with `none` in whatever case; undo brings back what was."""
    before = known(noura)
    facts = ("--email", "n@mofa.gov.kw", "--language", "ar_KW", "--time-zone", "Asia/Kuwait", "--agency", "moi")
    noura.ok("person", "edit", "noura", *facts)
    given = {
        "email": "n@mofa.gov.kw",
        "language": "ar",
        "time_zone": "Asia/Kuwait",
        "agency": "moi",
        "is_active": True,
    }
    assert known(noura) == given
    noura.ok("person", "edit", "NOURA", "--email", "None", "--time-zone", "none", "--agency", "NONE")
    assert known(noura) == {**given, "email": None, "time_zone": None, "agency": None}
    noura.ok("undo")
    assert known(noura) == given
    noura.ok("undo", "4")
    assert known(noura) == before
    assert noura.ok("verify").code == 0


def test_who_has_left(noura: Runner) -> None:
    """Whoever has left is listed so, and reminders go to the overseer until they are back."""
    noura.ok("person", "add", "Boss", "--email", "boss@moi.gov.kw")
    noura.ok("assign", "KWT-21", "--person", "Noura", "--overseer", "Boss")

    def recipients() -> list[str]:
        return [row["to"]["name"] for row in noura.data("remind", "KWT-21", "--dry-run")["rows"]]

    assert recipients() == ["Noura Ali"]
    assert "Gets reminders  yes -> no" in noura.ok("person", "edit", "Noura", "--inactive").out
    assert recipients() == ["Boss"]
    noura.ok("person", "edit", "Noura", "--active")
    assert recipients() == ["Noura Ali"]


def test_refusals(noura: Runner) -> None:
    """What cannot be is refused with what to write, and nothing is recorded."""
    edit = ("person", "edit", "Noura")
    with nothing_recorded(noura):
        refused(noura(*edit), 2, "--email", "--inactive")
        refused(noura(*edit, "--email", "nonsense"), 4, "nonsense")
        refused(noura(*edit, "--email", "a@b.c\r\nBcc: x@y.z"), 4, "a@b.c")
        refused(noura(*edit, "--time-zone", "Mars/Base"), 4, "Mars/Base", "Asia/Kuwait")
        refused(noura(*edit, "--time-zone", "../../etc/passwd"), 4, "etc/passwd")
        refused(noura(*edit, "--agency", "zzz"), 3, "zzz")
        refused(noura(*edit, "--language", "tlh"), 2, "tlh", "en, ar")
        refused(noura("person", "edit", "Nobody", "--inactive"), 3, "Nobody")
        assert "Gets reminders  yes -> no" in noura.ok(*edit, "--inactive", "--dry-run").out


def test_a_new_name(noura: Runner) -> None:
    """A name is corrected, what lies with her stays with her, and undo gives the old one back."""
    noura.ok("assign", "KWT-25", "--person", "noura")
    changed = noura.ok("person", "edit", "noura", "--name", "Noura  Al-Ali").out
    assert "Noura Ali -> Noura Al-Ali" in changed
    assert noura.data("show", "KWT-25")["person"] == "Noura Al-Ali"
    assert "Noura Al-Ali -> Noura Ali" in noura.ok("undo").out
    assert noura.data("show", "KWT-25")["person"] == "Noura Ali"


@pytest.mark.parametrize("name", ["noura ali", "NOURA ALI", "Noura   Alí"])
def test_nobody_is_named_alike(noura: Runner, name: str) -> None:
    """A name that differs by case or marks alone is refused, of one who is added and of one who is renamed."""
    noura.ok("person", "add", "Sara")
    with nothing_recorded(noura):
        refused(noura("person", "add", name), 4, "Noura Ali")
        refused(noura("person", "edit", "Sara", "--name", name), 4, "Noura Ali")
    noura.ok("person", "edit", "noura", "--name", "NOURA Ali")


def test_agencies_are_not_named_alike(noura: Runner) -> None:
    """Two agencies of one party have different names in every language; those of another party may be called so."""
    with nothing_recorded(noura):
        refused(noura("agency", "add", "int", "--name", "INTERIOR"), 4, "Interior (moi)")
    noura.ok("party", "add", "FR")
    noura.ok("agency", "add", "fr-int", "--name", "Interior", "--party", "FR")


def test_who_has_left_is_said(noura: Runner) -> None:
    """Who leaves with open commitments is said to hold so many; what is given to who has left, too."""
    noura.ok("assign", "KWT-25", "KWT-26", "--person", "noura")
    noura.ok("done", "KWT-26")
    assert "Noura Ali still holds what is open: 1 commitment." in noura.ok("person", "edit", "noura", "--inactive").err
    assert "was given 2 commitments" in noura.ok("assign", "KWT-21", "KWT-22", "--overseer", "noura").err
    assert noura.ok("assign", "KWT-21", "--overseer", "none").err == ""
    noura.ok("person", "edit", "noura", "--active")
    assert noura.ok("assign", "KWT-21", "--overseer", "noura").err == ""


def test_somebody_is_written_to_in_two_languages(noura: Runner) -> None:
    """Two languages that are spoken are kept in their order; three, or one that nobody speaks, are refused."""
    noura.ok("person", "edit", "noura", "--language", "AR, en")
    assert known(noura)["language"] == "ar,en"
    with nothing_recorded(noura):
        refused(noura("person", "edit", "noura", "--language", "ar,en,es"), 2, "ar,en,es")
        refused(noura("person", "edit", "noura", "--language", "ar,tlh"), 2, "ar,tlh")

"""`ctrack done`, `start`, `postpone` and `search`: the everyday verbs, each what a longer command is."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


def last(ctrack: Runner, code: str) -> tuple[str | None, int | None, dict[str, str] | None, str | None]:
    """What was said last of a commitment: status, progress, note and target."""
    said = ctrack.data("show", code)["history"][-1]
    return said["status"], said["progress"], said["note"], said["target"]


def test_done_with_a_note(anywhere: Runner) -> None:
    """Codes come first, in any case; all behind them is the note, quoted or not, and one undo takes it back."""
    anywhere.ok("done", "kwt-25", "KWT-26", "Named", "3", "experts")
    for code in ("KWT-25", "KWT-26"):
        assert last(anywhere, code) == ("implemented", 100, {"en": "Named 3 experts"}, None)
    anywhere.ok("undo")
    assert anywhere.data("show", "KWT-26")["status"] == "not_reported"


def test_start(ctrack: Runner) -> None:
    """Work that begins is in progress, of the day that is given."""
    ctrack.ok("start", "KWT-25", "-- the group has met", "--on", "2026-11-01", "--level", "public")
    assert last(ctrack, "KWT-25") == ("in_progress", 0, {"en": "-- the group has met"}, None)
    said = ctrack.data("show", "KWT-25")["history"][-1]
    assert (said["effective"], said["level"]) == ("2026-11-01", "public")


def test_postpone_keeps_the_reason(ctrack: Runner) -> None:
    """The date becomes the target and the reason its note; the history tells both."""
    told = ctrack.ok("postpone", "KWT-25", "+3m", "the law", "is late")
    assert "target 2027-02-21" in told.err
    assert last(ctrack, "KWT-25") == (None, None, {"en": "the law is late"}, "2027-02-21")
    assert ctrack.data("log")["rows"][0]["command"] == "postpone"


def test_what_is_no_later_is_not_postponed(ctrack: Runner) -> None:
    """A day that is not after the one that holds postpones nothing; it is refused, also when only tried."""
    ctrack.ok("postpone", "KWT-25", "2027-06", "first")
    for option in ((), ("--dry-run",)):
        with nothing_recorded(ctrack):
            refused(ctrack("postpone", "KWT-25", "2027-03", "why", *option), 4, "is no later day")
    ctrack.ok("update", "KWT-25", "--target", "2027-03")


WRONG = (
    (("done",), "'ctrack list'"),
    (("done", "section:border"), "'ctrack list'"),
    (("start", "the", "work"), "'ctrack list'"),
    (("postpone",), "'ctrack list'"),
    (("postpone", "KWT-25"), "and why"),
    (("postpone", "KWT-25", "2027-06"), "and why"),
    (("postpone", "KWT-25", "none", "over"), "and why"),
    (("postpone", "KWT-25", "soon", "over"), "soon"),
    (("search",), "'ctrack list'"),
    (("done", "KWT-25", "--note", "x"), "--note"),
)


@pytest.mark.parametrize(("words", "told"), WRONG, ids=str)
def test_what_is_missing_is_said(ctrack: Runner, words: tuple[str, ...], told: str) -> None:
    """Without a code, a date or a reason nothing is recorded, and the sentence says what to write."""
    with nothing_recorded(ctrack):
        refused(ctrack(*words), 2, told)


def test_dry_run_of_a_verb(ctrack: Runner) -> None:
    """-n shows the very same and records nothing."""
    with nothing_recorded(ctrack):
        tried = ctrack.ok("done", "KWT-25", "-n")
    assert tried.out == ctrack.ok("done", "KWT-25").out


def test_search_finds_texts_and_notes(ctrack: Runner) -> None:
    """All words have to stand somewhere, also in notes; a word is no status, no field and no operator."""
    ctrack.ok("note", "KWT-21", "The minister or his deputy said: overdue")
    ctrack.ok("note", "KWT-22", "An internal zebra", "--level", "internal")
    codes = [row["code"] for row in ctrack.data("search", "overdue", "minister")["rows"]]
    assert codes == ["KWT-21"]
    assert [row["code"] for row in ctrack.data("search", "said: overdue")["rows"]] == ["KWT-21"]
    assert ctrack.data("search", "zebra")["total"] == 1
    assert ctrack.data("search", "zebra", "--redact", "public")["total"] == 0
    assert ctrack.data("search", "border", "-n", "1")["rows"] == ctrack.data("list", "border", "-n", "1")["rows"]

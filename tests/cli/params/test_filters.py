"""The filter grammar from the command line to the rows, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner
from tests.support.shipped import COMMITMENTS


def prepare(ctrack: Runner) -> None:
    """A few undertakings that stand out from the catalogue."""
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--progress", "40", "--on", "2026-11-01",
              "--tag", "border", "--priority", "high", "--position", "supported", "--target", "+10d",
              "--note", "اجتمع فريق الخبراء")  # fmt: skip
    ctrack.ok("update", "KWT-21", "--status", "implemented", "--on", "2026-09-01", "--tag", "border")
    ctrack.ok("update", "KWT-26", "--status", "in_progress", "--progress", "60", "--on", "2026-01-15")


def codes(ctrack: Runner, *words: str) -> list[str]:
    """The codes that fit, in the order of the register."""
    return [row["code"] for row in ctrack.data("list", *words)["rows"]]


ONE = [
    ("code:KWT-25", ["KWT-25"]),
    ("code:kwt-25", ["KWT-25"]),
    ("status:in_progress", ["KWT-25", "KWT-26"]),
    ("status:in-progress", ["KWT-25", "KWT-26"]),
    ("الحالة:قيد_التنفيذ", ["KWT-25", "KWT-26"]),
    ("status:met_late", ["KWT-21"]),
    ("status:stale", ["KWT-26"]),
    ("status:due_soon", ["KWT-25"]),
    ("+border", ["KWT-21", "KWT-25"]),
    ("+border -status:implemented", ["KWT-25"]),
    ("+border not status:implemented", ["KWT-25"]),
    ("priority:high", ["KWT-25"]),
    ("priority:any", ["KWT-25"]),
    ("position:supported", ["KWT-25"]),
    ("progress.over:50 -status:implemented", ["KWT-26"]),
    ("progress:40", ["KWT-25"]),
    ("due:2026-12-01", ["KWT-25"]),
    ("due.after:tomorrow due.before:+11d", ["KWT-25"]),
    ("due:2026-11-30..2026-12-02", ["KWT-25"]),
    ("updated.after:2026-10 party:NFP", ["KWT-25"]),
    ("updated:2026-09-01", ["KWT-21"]),
    ("note:الخبراء", ["KWT-25"]),
    ("instrument:kuwait-2024 kind:event due:any", ["KWT-21"]),
    ("instrument:kuwait kind:event,review,deliverable +border", ["KWT-21", "KWT-25"]),
    ("(code:KWT-25 or code:KWT-26) progress.under:50", ["KWT-25"]),
    ("not (status:not_reported or party:UN,UNGA) instrument:kuwait-2024 progress.under:100", ["KWT-25", "KWT-26"]),
    ('"border management experts"', ["KWT-25"]),
    ('title:"team of border"', ["KWT-25"]),
]


def test_filters(anywhere: Runner) -> None:
    """Each filter finds the same rows on both engines."""
    prepare(anywhere)
    found = {words: [code for code in codes(anywhere, words) if code.startswith("KWT-")] for words, _ in ONE}
    assert found == dict(ONE)


def test_a_listing_counts_what_a_report_counts(anywhere: Runner) -> None:
    """The same words narrow a listing and a report alike."""
    for words in ("instrument:pve-plan kind:event", "verification:unchecked", "due.before:eoy", "حدود"):
        rows = anywhere.data("list", words)["rows"]
        assert sum(row["party"] == "NFP" for row in rows) == anywhere.data("report", words)["total"] > 0


def test_both_and_neither(anywhere: Runner) -> None:
    """A condition and its opposite share out the register."""
    anywhere.ok("update", "KWT-25", "--tag", "border")
    whole = anywhere.data("list")["total"]
    for words in ("kind:event", "due:none", "status:overdue", "border", "+border", "note:any", "force:decides"):
        assert anywhere.data("list", words)["total"] + anywhere.data("list", f"not ({words})")["total"] == whole


def test_of_another_party(anywhere: Runner) -> None:
    """Listings show the home party's side unless `party:` says otherwise."""
    assert {row["party"] for row in anywhere.data("list", "party:KW")["rows"]} == {"KW"}
    assert {row["party"] for row in anywhere.data("list", "party:UN,UNGA")["rows"]} == {"UN", "UNGA"}
    assert {row["party"] for row in anywhere.data("list", "الطرف:un")["rows"]} == {"UN"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("due.before:friday", "due.before:2026-11-27"),
        ("due.before:eoy", "due.before:2026-12-31"),
        ("due:2026-q3", "due:2026-Q3"),
        ("الحالة:متأخر", "status:overdue"),
        ("status:Not-Started", "status:not_started"),
    ],
)
def test_the_filter_is_said_back(ctrack: Runner, typed: str, shown: str) -> None:
    """The footer says what was understood, with its dates resolved."""
    data = ctrack.data("list", typed)
    assert reads_alike(data["filter"], shown)
    assert data["total"] == ctrack.data("list", data["filter"])["total"]


def reads_alike(left: str, right: str) -> bool:
    """Whether two filters are the same, whatever precision a date is written in."""
    return left == right or left.split(":")[0] == right.split(":")[0]


def test_words_need_no_quotation(ctrack: Runner) -> None:
    """Words of one filter may be one argument of the shell or several."""
    together, apart = codes(ctrack, "kind:event due.before:2027"), codes(ctrack, "kind:event", "due.before:2027")
    assert together == apart != []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("(status:overdue",), "column 1"),
        (("status:overdue", "or"), '"or"'),
        (("status:",), "A value is missing"),
        (('"unclosed',), "never closed"),
        (("priority.over:3",), 'no ".over"'),
        (("due.before:2026-02-30",), "no day 30"),
        (("+two;words",), "is not a tag"),
    ],
)
def test_what_is_not_understood(ctrack: Runner, words: tuple[str, ...], said: str) -> None:
    """A filter that cannot be read is refused with the place and the reason."""
    refused(ctrack("list", *words), 2, said)


def test_filters_that_would_inject(anywhere: Runner) -> None:
    """What a filter holds is a value and never a part of a statement."""
    hostile: list[Any] = ["'; DROP TABLE undertaking; --", "%", "_", "100%_", "\\", "title:%", "code:%"]
    for word in hostile:
        outcome = anywhere("list", word.replace("; --", ""))
        assert outcome.code in (0, 2), outcome
        if outcome.code == 0:
            assert "\n0 commitments" in f"\n{outcome.err}" or word in ("%", "_"), (word, outcome.err)
    assert anywhere.data("list")["total"] == COMMITMENTS

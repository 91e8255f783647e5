"""What a shell offers for a filter word."""

from __future__ import annotations

import pytest

from ctrack.domain.filters import FIELDS, complete_filter


def offers(prefix: str) -> list[str]:
    return [word for word, _ in complete_filter(prefix)]


def test_nothing_typed_offers_every_field_once() -> None:
    """The fields come in the order of the table, with their help."""
    assert complete_filter("") == [(f"{field.name}:", field.help) for field in FIELDS.values()]


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("pr", ["progress:", "progress.over:", "progress.under:", "priority:"]),
        ("due.", ["due.before:", "due.after:", "due.on:"]),
        ("STA", ["status:"]),
        ("dead", ["deadline:"]),
        ("الح", ["الحالة:"]),
        ("(sta", ["(status:"]),
        ("-sta", ["-status:"]),
        ("verification:", ["verification:verified", "verification:secondary", "verification:unchecked"]),
        ("kind:re", ["kind:review", "kind:reporting"]),
        ("kind:event,re", ["kind:event,review", "kind:event,reporting"]),
        ("kind:review,re", ["kind:review,reporting"]),
        ("status:over", ["status:overtaken_by_events", "status:overdue"]),
        ("due.before:eo", ["due.before:eow", "due.before:eom", "due.before:eoq", "due.before:eoy"]),
        ("due:to", ["due:today", "due:tomorrow"]),
        ("agency:", ["agency:none", "agency:any"]),
        ("الحالة:متأ", ["الحالة:متأخر", "الحالة:متأخرة"]),
        ("title:", []),
        ("foo:", []),
        ("xyzzy", []),
    ],
)
def test_offers_go_on_from_what_was_typed(prefix: str, words: list[str]) -> None:
    """Each offer is the whole word, and a value that was chosen already is not offered twice."""
    assert offers(prefix) == words


def test_values_come_with_their_help() -> None:
    """A value is explained beside it."""
    assert complete_filter("status:stale") == [("status:stale", "nothing was said for a long time")]

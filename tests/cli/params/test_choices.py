"""Options take the words that the program shows, and failures name things in the reader's language."""

from __future__ import annotations

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner


@pytest.mark.parametrize(
    ("words", "field", "expected"),
    [
        (("--status", "نُفذ جزئيا"), "status", "partially_implemented"),
        (("--status", "نفذ-جزئيا"), "status", "partially_implemented"),
        (("--status", "قيد_التنفيذ"), "status", "in_progress"),
        (("--position", "محاط به علما"), "position", "noted"),
        (("--priority", "العاليه"), "priority", "high"),
        (("--status", "in-progress", "--voice", "المنسق", "--level", "داخلية"), "status", "in_progress"),
    ],
)
def test_options_take_arabic_words(ctrack: Runner, words: tuple[str, ...], field: str, expected: str) -> None:
    """What is typed in Arabic is recorded as the same key, whatever language is spoken."""
    ctrack.ok("update", "KWT-25", *words)
    assert ctrack.data("show", "KWT-25")[field] == expected


def test_a_mistyped_arabic_word_is_met_with_the_nearest(ctrack: Runner) -> None:
    """The offer is in the language in which the word was typed, and the option is named as it was given."""
    refused(ctrack("update", "KWT-25", "--status", "نفد"), 2, "--status cannot be نفد", "Did you mean نفذ?")
    refused(ctrack("party", "add", "X1", "--name", "X", "--kind", "ضيعة"), 2, "--kind cannot be ضيعة")


def test_reports_are_grouped_by_arabic_names(ctrack: Runner) -> None:
    """The names of fields are those that a filter takes, with either comma between them."""
    assert ctrack.ok("report", "--by", "النوع، التحقق").out == ctrack.ok("report", "--by", "kind,verification").out
    refused(ctrack("report", "--by", "الملاحظة"), 2, "--by takes one or two of")


def test_failures_name_statuses_and_addressees_in_words(ctrack: Runner) -> None:
    """No key of the register stands in a sentence, in either language."""
    progress = ("update", "KWT-25", "--status", "implemented", "--progress", "40")
    refused(ctrack(*progress), 4, "the status implemented;")
    assert "يناقض الحالة نُفذ؛" in ctrack(*progress, CTRACK_LANG="ar").err
    refused(ctrack("update", "KWT-25", "--status", "not_started", "--progress", "1"), 4, "the status not started;")
    side = ("show", "KWT-25", "--party", "KW")
    refused(ctrack(*side), 3, "addresses those who took part in the conference.")
    assert "يخاطب من شاركوا في المؤتمر." in ctrack(*side, CTRACK_LANG="ar").err

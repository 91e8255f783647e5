"""The lists and facts of dates: what was missed, put off, not looked up, and what became of each date."""

from __future__ import annotations

from datetime import date

from ctrack.domain.progress import Rate
from ctrack.domain.records.occurrences import Cycle, Occasion
from ctrack.domain.records.reports import Group
from ctrack.views.date_lists import group_facts
from ctrack.views.dossier_dates import cycle_data, cycle_facts, say_occasion

OCCASIONS = (
    Occasion("2024-03-31", date(2024, 3, 31), date(2024, 3, 20), "met"),
    Occasion("2025-03-31", date(2025, 3, 31), None, "missed"),
    Occasion("2026-03", date(2026, 3, 31), date(2026, 5, 2), "met_late"),
    Occasion("2027-03-31", date(2027, 3, 31), None, "open"),
)
CYCLE = Cycle("P1Y", "anchor", "2024-03-31", None, OCCASIONS)


def test_only_what_there_is_is_counted() -> None:
    """A report without missed dates has no line that says nought of them."""
    counts = {"overdue": 3, "due_soon": 1, "changed": 2}
    assert group_facts(Group("", {}, {}, Rate(0, 0), **counts)) == []
    facts = group_facts(Group("", {}, {}, Rate(0, 0), **counts, missed=2, not_looked_up=10))
    assert [(fact.label, fact.text) for fact in facts] == [("Missed dates", "2"), ("Not looked up", "10")]


def test_the_dates_so_far_newest_first() -> None:
    """Each date that has passed with what became of it; the one ahead is told elsewhere."""
    rule, dates = cycle_facts(CYCLE)
    assert rule.text == "every year · counted from 31 March 2024"
    assert dates.text == "March 2026: met late · 31 March 2025: missed · 31 March 2024: met"
    assert say_occasion(OCCASIONS[1]) == "31 March 2025: missed"


def test_a_cut_says_so() -> None:
    """At most so many dates, and how many there are."""
    _rule, dates = cycle_facts(CYCLE, most=1)
    assert dates.text == "March 2026: met late · 1 of 3 shown; --all shows the rest"


def test_what_ended_and_what_never_was() -> None:
    """A rule that was taken away leaves its dates, one from completion says so, and no rule is no fact."""
    assert cycle_facts(None) == []
    assert cycle_data(None) is None
    assert cycle_facts(Cycle(None, None, None, None, OCCASIONS))[0].text == ""
    rule, _dates = cycle_facts(Cycle("P6M", "completion", "2026-01-01", date(2028, 1, 1)))
    assert rule.text == "every 6 months · from completion on · until 1 January 2028"


def test_a_cycle_for_machines() -> None:
    """ISO dates, EDTF as it was given, and every date, also the one ahead."""
    data = cycle_data(CYCLE)
    assert data is not None
    assert (data["every"], data["counts_from"], data["until"]) == ("P1Y", "anchor", None)
    assert [(item["due"], item["closed_on"], item["state"]) for item in data["occasions"]] == [
        ("2024-03-31", "2024-03-20", "met"),
        ("2025-03-31", None, "missed"),
        ("2026-03", "2026-05-02", "met_late"),
        ("2027-03-31", None, "open"),
    ]

"""What the coordinator is told of a week."""

from __future__ import annotations

from ctrack.services.reminders.week_summaries import sort_names


def test_people_stand_in_the_order_in_which_they_are_looked_for() -> None:
    """A hamza, a vowel mark and a capital letter move nobody away from those who are written alike."""
    names = ["Zaid", "إيمان", "ابتسام", "آمنة", "amal", "أحمد"]
    told = [name for name, _codes in sort_names({name: (set(), set()) for name in names})]
    assert told == ["amal", "Zaid", "ابتسام", "أحمد", "آمنة", "إيمان"]

"""Reports as JSON holds them: every figure with its denominator, every title in all its languages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ctrack.domain.records.reports import Dates, Group, Others, Report, Trend
from ctrack.text.language import choose_words
from ctrack.views.report_fields import tell_events, tell_rows
from ctrack.views.whose import whose_data


def group_data(group: Group) -> dict[str, Any]:
    """A group as JSON holds it: the rate always with its denominator."""
    return {
        "key": group.key,
        "title": choose_words(group.title) or group.key,
        "titles": group.title,
        "instrument": group.parent,
        "total": group.total,
        "counts": {status.value: count for status, count in group.counts.items()},
        "rate": {"percent": group.rate.exact, "implemented": group.rate.implemented, "counted": group.rate.counted},
        "overdue": group.overdue,
        "missed": group.missed,
        "due_soon": group.due_soon,
        "postponed": group.postponed,
        "not_looked_up": group.not_looked_up,
        "changed": group.changed,
    }


def report_data(report: Report) -> dict[str, Any]:
    """A report as JSON holds it."""
    return {
        "as_of": report.today.isoformat(),
        "since": report.since.isoformat(),
        "home": report.home,
        "whose": whose_data(report.whose),
        "filter": report.filter,
        "by": report.by,
        "within": report.within,
        "rows": [
            {**group_data(group), "parts": [group_data(part) for part in report.parts.get(group.key, [])]}
            for group in report.groups
        ],
        "total": report.whole.total,
        "whole": group_data(report.whole),
        "parties": [group_data(group) for group in report.parties],
        "verifications": report.verifications,
        "pressing": tell_rows(report.pressing.rows),
        "met_late": tell_rows(report.met_late.rows),
        **dates_data(report.dates),
        "events": tell_events(report.events.rows),
        **({"others": others_data(report.others)} if report.others else {}),
        **({} if report.once is None else {"once": [asdict(item) for item in report.once]}),
        "level": report.level,
        "withheld": list(report.withheld),
        "journal": {"number": report.journal_number, "hash": report.journal_hash},
    }


def others_data(others: Others) -> dict[str, Any]:
    """What other bodies owe, as JSON holds it."""
    return {
        "rows": [group_data(group) for group in others.parties],
        "total": others.whole.total,
        "whole": group_data(others.whole),
        "pressing": tell_rows(others.pressing.rows),
        "met_late": tell_rows(others.met_late.rows),
        **dates_data(others.dates),
        "events": tell_events(others.events.rows),
    }


def dates_data(dates: Dates) -> dict[str, Any]:
    """The dates that were missed, put off or not looked up, as JSON holds them."""
    return {
        "missed": tell_rows(dates.missed.rows),
        "postponed": tell_rows(dates.postponed.rows),
        "not_looked_up": tell_rows(dates.not_looked_up.rows),
    }


def trend_data(trend: Trend) -> dict[str, Any]:
    """Counts over time as JSON holds them."""
    return {
        "dates": [day.isoformat() for day in trend.dates],
        "implemented": trend.implemented,
        "under_way": trend.under_way,
        "counted": trend.counted,
    }

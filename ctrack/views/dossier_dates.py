"""The dates of one commitment in words: how it comes round, what became of each date, and what was put off or moved."""

from __future__ import annotations

from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.domain.records.occurrences import Cycle, Occasion
from ctrack.domain.records.undertakings import Dossier, Row
from ctrack.render.document import Fact
from ctrack.text.labels import label_value, say_share
from ctrack.text.language import choose_words, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.cuts import say_cut

OCCASION_WORDS = {**words.DUE_WORDS, "met": marked("met"), "passed_over": marked("passed over")}


def cycle_facts(cycle: Cycle | None, most: int | None = None) -> list[Fact]:
    """By which rule an undertaking comes round, and what became of the dates that have passed, `most` of them."""
    if cycle is None:
        return []
    parts = [words.say_recurrence(cycle.every)] if cycle.every else []
    if cycle.every and cycle.anchor:
        template = _("from completion on") if cycle.counts_from == "completion" else _("counted from {date}")
        parts.append(template.format(date=words.say_edtf(cycle.anchor)))
    if cycle.until:
        parts.append(_("until {date}").format(date=words.say_day(cycle.until)))
    passed = [say_occasion(item) for item in reversed(cycle.occasions) if item.state != "open"]
    shown = [*passed[:most], *filter(None, [say_cut(len(passed[:most]), len(passed))])]
    return [
        Fact("rule", _("Comes round"), " · ".join(parts)),
        Fact("occasions", _("Dates so far"), " · ".join(shown)),
    ]


def say_occasion(item: Occasion) -> str:
    """A date that has passed, and what became of it."""
    return label_value(words.say_edtf(item.due), words.say(OCCASION_WORDS, item.state))


def cycle_data(cycle: Cycle | None) -> dict[str, Any] | None:
    """A rule and its dates as JSON holds them."""
    if cycle is None:
        return None
    return {
        "every": cycle.every,
        "counts_from": cycle.counts_from,
        "anchor": cycle.anchor,
        "until": cycle.until.isoformat() if cycle.until else None,
        "occasions": [
            {
                "due": item.due,
                "closed_on": item.closed_on.isoformat() if item.closed_on else None,
                "state": item.state,
            }
            for item in cycle.occasions
        ],
    }


def round_words(row: Row) -> str:
    """How far the date in hand has come, of what comes round and counts as something else."""
    if row.occurrence is None or row.status is row.status_in_hand:
        return ""
    return f"{words.say_status(row.status_in_hand)}  {say_share(row.progress_in_hand)}"


def target_words(row: Row) -> str:
    """The target of one's own, and whether it puts off the date that counts, and how often that was done."""
    if row.target is None or row.target == row.due:
        return ""
    parts = [words.say_edtf(row.target)]
    if row.is_postponed:
        times = translate_count("postponed once", "postponed {count} times", row.postponed)
        parts.append(_("{times}, from {date}").format(times=times, date=words.say_edtf(row.postponed_from)))
    return " · ".join(parts)


def moved_words(dossier: Dossier) -> str:
    """The date to which the body moved its deadline, and where that is said."""
    if dossier.row.moved_deadline is None:
        return ""
    cited = join_words(map(source_line, dossier.moved_sources), _, SEMICOLON)
    return f"{words.say_edtf(dossier.row.moved_deadline)} [{cited}]"


def source_line(source: dict[str, Any]) -> str:
    """A citation and its address."""
    from ctrack.domain.catalogue import SOURCE_FACTS

    cited = choose_words({key: text for key, text in source.items() if key not in SOURCE_FACTS})
    return f"{cited} <{source['url']}>" if source.get("url") else cited


def reading_line(source: dict[str, Any]) -> str:
    """The same, and when it was read there."""
    if not source.get("read"):
        return source_line(source)
    return _("{source}, read: {date}").format(source=source_line(source), date=words.say_edtf(source["read"]["on"]))

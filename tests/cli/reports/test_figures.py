"""Every figure of every report is whose it says, and is what plain SQL counts over a rich year."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from tests.support.registers import TODAY
from tests.support.rich_year import SUMS, codes, count_notes, count_on, names, recount
from tests.support.runner import Runner

FIGURES = ("total", "counts", "rate", *SUMS)
OTHERS = ("FR", "REG", "TJ", "UN", "UNGA")
MINE = "p.code = 'KW'"


def figures(group: dict[str, Any]) -> dict[str, Any]:
    """What a group of a report counts."""
    return {name: group[name] for name in FIGURES}


def check_rows(year: Runner, rows: list[dict[str, Any]], column: str, where: str) -> None:
    """Each row is what SQL counts of it, and none is missing."""
    assert sorted(row["key"] for row in rows) == names(year, column, where)
    for row in rows:
        assert figures(row) == recount(year, f"{where} AND {column} = ?", row["key"]), row["key"]


def test_the_headline_is_the_home_partys(year: Runner) -> None:
    """The whole, the groups, their parts and the parties are Kuwait's own; what others owe stands apart by name."""
    data = year.data("report")
    assert [body["code"] for body in data["whose"]] == ["KW"]
    assert figures(data["whole"]) == recount(year, MINE)
    assert data["whole"]["rate"]["implemented"] == 3
    check_rows(year, data["rows"], "i.slug", MINE)
    for row in data["rows"]:
        check_rows(year, row["parts"], "s.slug", f"{MINE} AND i.slug = '{row['key']}'")
    assert [figures(group) for group in data["parties"]] == [recount(year, MINE)]
    assert sum(data["verifications"].values()) == data["whole"]["total"]


def test_what_others_owe_has_totals_of_its_own(year: Runner) -> None:
    """Each other body has all that it has undertaken, the same as when it is asked for; nothing adds Kuwait to it."""
    others = year.data("report")["others"]
    check_rows(year, others["rows"], "p.code", "p.code <> 'KW'")
    assert figures(others["whole"]) == recount(year, "p.code <> 'KW'")
    for row in others["rows"]:
        assert figures(row) == figures(year.data("report", f"party:{row['key']}")["whole"])
    undertakings = {row["code"]: row["undertakings"] for row in year.data("party", "list")["rows"]}
    assert {row["key"]: row["total"] for row in others["rows"]} == {code: undertakings[code] for code in OTHERS}


def test_the_lists_are_whole_and_whose_they_are(year: Runner) -> None:
    """What presses, what was met late and what was said: of Kuwait above, of others below, each row once."""
    data = year.data("report")
    near = (
        "u.due_last IS NOT NULL AND :open AND NOT (u.due_last < date(?1) AND :unseen) AND "
        "min(u.due_last, coalesce(u.target_last, u.due_last)) <= date(?1, '+30 days')"
    )
    for part, whose in ((data, "p.code = 'KW'"), (data["others"], "p.code <> 'KW'")):
        pressing = sorted(row["code"] for row in part["pressing"])
        assert pressing == codes(year, f"{near} AND {whose}", TODAY.isoformat())
        late = sorted(row["code"] for row in part["met_late"])
        condition = "u.status = 'implemented' AND u.status_on > u.due_last AND u.is_on_or_before IS NULL"
        rounds = "FROM occurrence o WHERE o.undertaking_id = u.id AND o.is_met AND o.closed_on > o.due_last"
        assert late == codes(year, f"({condition} OR EXISTS (SELECT 1 {rounds})) AND {whose}")
        today = TODAY.isoformat()
        for name, wanted in (
            ("postponed", ":postponed"),
            ("not_looked_up", ":unseen AND :open AND u.due_last < date(?1)"),
        ):
            # A condition without the day has to bind it all the same.
            found = codes(year, f"{wanted} AND ?1 IS NOT NULL AND {whose}", today)
            assert sorted(row["code"] for row in part[name]) == found, name
        missed = sorted({row["code"] for row in part["missed"]})
        assert missed == codes(year, f":missed AND {whose}", today)
    assert [(row["code"], row["due"]) for row in data["missed"]] == [
        ("KWT-15", "2025-03-31"),
        ("KWT-15", "2026-03-31"),
        ("KWT-13", "2026-09-30"),
    ]
    assert [(row["code"], row["due"], row["target"], row["postponed"]) for row in data["postponed"]] == [
        ("NAT-1", "2026-06", "2027-09", 2),
    ]  # fmt: skip
    assert {event["party"] for event in data["events"]} == {"KW"}
    assert "KW" not in {event["party"] for event in data["others"]["events"]}


def test_the_trend_is_the_home_partys(year: Runner) -> None:
    """The curve counts at each of its dates what stood of Kuwait's undertakings, and nothing of others."""
    trend = year.data("report")["trend"]
    for place, day in enumerate(trend["dates"]):
        assert trend["implemented"][place] == count_on(year, "KW", day, ("implemented",)), day
        assert trend["under_way"][place] == count_on(year, "KW", day, ("in_progress", "partially_implemented")), day
    assert trend["counted"] == recount(year, MINE)["rate"]["counted"]


@pytest.mark.slow
@pytest.mark.parametrize(("words", "where"), [
    ("party:UN", "p.code = 'UN'"),
    ("party:KW,FR", "p.code IN ('KW', 'FR')"),
    ("party:FR instrument:kuwait-2024", "p.code = 'FR' AND i.slug = 'kuwait-2024'"),
])  # fmt: skip
def test_a_filter_that_names_parties_has_their_figures(year: Runner, words: str, where: str) -> None:
    """Progress and assessment speak of the parties that the filter names, by name, and show the filter."""
    named = names(year, "p.code", where)
    for report in ("progress", "assessment"):
        data = year.data("report", report, *words.split())
        assert sorted(body["code"] for body in data["whose"]) == named
        assert figures(data["whole"]) == recount(year, where)
        assert data.get("others", {}).get("total", 0) == 0
    for report in ("progress", "assessment", "country", "deadlines", "agency"):
        out = year.ok("report", report, *words.split()).out
        head = out[: out.index("\n\n", out.index("As of"))]
        assert all(f"({code})" in head for code in named), report
        assert re.search(rf"Filter +{re.escape(words)}", head), report
        assert len(named) > 1 or "KW" not in head, report


def test_one_shut_out_is_not_named(year: Runner) -> None:
    """`not party:UN` leaves the headline Kuwait's, and takes the UN out of what others owe."""
    data = year.data("report", "not", "party:UN")
    assert figures(data["whole"]) == recount(year, MINE)
    assert {row["key"] for row in data["others"]["rows"]} == set(OTHERS) - {"UN"}


def test_several_parties_have_undertakings(year: Runner) -> None:
    """Where several parties are counted, it is their undertakings; where one is, its commitments."""
    pair = year.ok("report", "party:KW,FR").out
    total = recount(year, "p.code IN ('KW', 'FR')")["total"]
    assert f"{total} undertakings" in pair
    assert "By party" in pair
    assert f"{total} undertakings (KW: 215 · FR: 212)" in year.ok("list", "party:KW,FR").err
    assert "110 commitments (UN: 110)" in year.ok("list", "party:UN").err
    assert "294 commitments (KW: 215 · others: 79)" in year.ok("list").err


def test_deadlines(year: Runner) -> None:
    """The deadlines report lists what Kuwait has open with a date, and counts it by state."""
    rows = year.data("report", "deadlines")["rows"]
    found = sorted({row["code"] for row in rows})
    assert found == codes(year, "p.code = 'KW' AND u.due_last IS NOT NULL AND :open")
    states, mine = Counter(row["due_state"] for row in rows), recount(year, MINE)
    assert [states[name] for name in ("due_soon", "missed", "not_looked_up")] == [
        mine["due_soon"], mine["missed"], mine["not_looked_up"],
    ]  # fmt: skip
    # What comes round and is overdue is told date by date.
    told_by_date = {row["code"] for row in rows if row["due_state"] == "missed"}
    assert states["overdue"] == mine["overdue"] - len(told_by_date)


def test_agencies(year: Runner) -> None:
    """Each agency's figures are of Kuwait's undertakings that it leads."""
    data = year.data("report", "agency")
    for row in data["rows"]:
        key = row["key"]
        led = f"a.code = '{key}'" if key != "none" else "a.code IS NULL"
        assert figures(row) | {"changed": 0} == recount(year, f"{MINE} AND {led}") | {"changed": 0}
    assert sum(row["total"] for row in data["rows"]) == recount(year, MINE)["total"]


def test_states_side_by_side(year: Runner) -> None:
    """Each State has its own total, and its own figures under each instrument."""
    data = year.data("report", "parties")
    assert [state["key"] for state in data["states"]] == ["FR", "KW"]
    for state in data["states"]:
        assert state["rate"] == recount(year, "p.code = ?", state["key"])["rate"]
    for row in data["rows"]:
        assert row["rate"] == recount(year, "p.code = ? AND i.slug = ?", row["party"], row["instrument"])["rate"]
    out = year.ok("report", "parties").out
    assert "France (FR)" in out
    assert "Kuwait (KW)" in out


def test_a_national_report_counts_its_notes(year: Runner) -> None:
    """Passages, notes and what is withheld are as many as SQL counts of Kuwait's undertakings."""
    data = year.data("report", "country", "--redact", "none")
    passages = [
        passage for part in data["instruments"] for section in part["sections"] for passage in section["passages"]
    ]
    assert len(passages) == recount(year, MINE)["total"]
    levels = Counter(note["level"] for passage in passages for note in passage["notes"])
    assert levels == {level: count_notes(year, "KW", level) for level in ("public", "restricted", "internal")}


def test_two_days_compared(year: Runner) -> None:
    """The figures of today in a comparison are those of the report of today, Kuwait's above and others' below."""
    data, now = year.data("report", "--compare", "2026-07-01"), year.data("report")
    assert figures(data["whole"]["after"]) == figures(now["whole"])
    assert figures(data["others"]["whole"]["after"]) == figures(now["others"]["whole"])
    before = count_on(year, "KW", "2026-07-01", ("implemented",))
    assert data["whole"]["before"]["rate"]["implemented"] == before
    assert "What others owe" in year.ok("report", "--compare", "2026-07-01").out


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] * (name in ("plain", "table")))
        for name in ("plain", "md", "html", "table")
    ],
)
def test_every_format_has_the_same_headline(year: Runner, name: str) -> None:
    """For people the name and the rate of Kuwait come first, and those of others below, in every format."""
    out = year.ok("report", "--format", name, COLUMNS="120").out
    rate = recount(year, MINE)["rate"]
    own = f"{round(rate['percent'])}% ({rate['implemented']} of {rate['counted']})"
    assert (
        out.index("Kuwait (KW)") < out.index(own) < out.rindex("What others owe") < out.rindex("General Assembly (UNGA")
    )


def test_the_dashboard_is_the_home_partys(year: Runner) -> None:
    """`ctrack` alone tells of Kuwait, by name, and of nobody else."""
    assert figures(year.data()["whole"]) == recount(year, MINE)
    assert year.ok().out.startswith("Kuwait (KW)")


def test_a_day_before_the_plan(ctrack: Runner) -> None:
    """What is filtered for and was not there on the day compared with is blank then, and no mistake."""
    ctrack.ok("add", "OWN-1", "--title", "A law")
    data = ctrack.data("report", "instrument:own", "--compare", "2026-01-01")
    assert (data["whole"]["before"]["total"], data["whole"]["after"]["total"]) == (0, 1)
    assert [row["before"] for row in data["rows"]] == [None]


def test_the_bars_of_groups_are_what_is_counted(year: Runner) -> None:
    """Instrument, theme, agency and party: each row of the table under the bars is what SQL counts, and so the sum."""
    keys = {"instrument": "i.slug", "agency": "a.code", "party": "p.code"}
    for name, column in keys.items():
        data = year.data("report", "chart", name)
        *rows, whole = data["rows"]
        totals = sorted(row["total"] for row in rows)
        expected = [
            recount(year, f"{MINE} AND coalesce({column}, '-') = ?", key)["total"]
            for key in names(year, f"coalesce({column}, '-')", MINE)
        ]
        assert totals == sorted(expected), name
        assert rates(whole) == recount(year, MINE)["rate"]["implemented"]
    theme = year.data("report", "chart", "theme")["rows"]
    assert [rates(row) for row in theme[:-1]] == [
        row["rate"]["implemented"] for row in year.data("report", "--by", "theme")["rows"]
    ]


def rates(row: dict[str, Any]) -> int:
    """What is implemented of a row."""
    return int(row["rate"].partition("/")[0])


def test_the_burn_up_is_what_was_told_by_each_month(year: Runner) -> None:
    """At the end of each month as many were implemented and under way as updates that stand told by then."""
    days = year.data("report")["trend"]["dates"]
    rows = year.data("report", "chart", "burn-up")["rows"]
    assert len(rows) == len(days) == 13
    for day, row in zip(days, rows, strict=True):
        assert row["implemented"] == count_on(year, "KW", day, ("implemented",)), day
        assert row["under_way"] == count_on(year, "KW", day, ("in_progress", "partially_implemented")), day


def test_the_timeline_holds_every_date(year: Runner) -> None:
    """Overdue and due soon are as many as SQL counts, missed as many dates; months add up to the total."""
    *months, total = year.data("report", "chart", "timeline")["rows"]
    found = recount(year, MINE)
    # A date of what comes round that went by is told as missed.
    overdue = recount(year, f"{MINE} AND u.occurrence IS NULL")["overdue"]
    assert (total["overdue"], total["due_soon"], total["missed"]) == (overdue, found["due_soon"], found["missed"])
    for state in total:
        if state != "month":
            assert total[state] == sum(row[state] for row in months), state
    states = set(total) - {"month", "all"}
    assert all(row["all"] == sum(row[state] for state in states) for row in months)
    due = year.data("report", "deadlines")["rows"]
    assert sum(total.get(state, 0) for state in ("overdue", "missed", "due_soon")) == sum(
        row["due_state"] in ("overdue", "missed", "due_soon") for row in due
    )


def test_the_movement_is_what_changed(year: Runner) -> None:
    """The bars count the very lists of the report on changes since the same day."""
    since = ("--since", "2026-06-30")
    rows = year.data("report", "chart", "movement", *since)["rows"]
    lists = year.data("report", "changes", *since)
    keys = ("newly_met", "forwards", "backwards", "newly_late", "closed_otherwise", "reopened", "newly_missed",
            "postponed", "moved_dates", "silent")  # fmt: skip
    assert [row["count"] for row in rows] == [len(lists[key]) for key in keys]
    assert sum(row["count"] for row in rows[:-1]) > 0

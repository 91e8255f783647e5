"""Recording: what an update changes, what it leaves, and what is refused before anything is written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain import failures
from ctrack.domain.filters import parse_filter
from ctrack.domain.records.undertakings import Move
from ctrack.domain.vocabulary import SETTABLE_STATUSES, DueState, Position, Priority, Status, Voice
from ctrack.services.listings import show_commitment
from ctrack.services.standings import find_standing
from ctrack.services.targets import Target
from ctrack.services.updates import MOST_NOTE, check_request, is_recent, record_updates
from ctrack.services.verification import verify_register
from tests.support.registers import HORIZON, TODAY, content, head, opened, read, write
from tests.support.runner import Runner
from tests.support.said import say

CODE = "KWT-25"
NR, NS, IP, PI, IM, NA, OE = Status


def record(runner: Runner, code: str = CODE, **said: Any) -> Move:
    """Record on one commitment; where it stood and stands."""
    request = say(**said)
    entry = head("update")
    (move,) = write(runner, lambda unit: record_updates(unit, Target(code=code), request, entry, HORIZON), entry)
    return move


def record_all(runner: Runner, text: str, **said: Any) -> list[Move]:
    """Record on all that fit a filter."""
    target = Target(node=parse_filter(text.split(), lambda day: (date.fromisoformat(day),) * 2), text=text)
    entry = head("update")
    return write(runner, lambda unit: record_updates(unit, target, say(**said), entry, HORIZON), entry)


def days_ago(days: int) -> str:
    """A day before today, as it is typed."""
    return (TODAY - timedelta(days=days)).isoformat()


def check_sound(runner: Runner) -> None:
    """Where things stand is what the status updates say, and the journal holds."""
    assert read(runner, verify_register).holds


def test_before_and_after_are_told(anywhere: Runner) -> None:
    """A move holds where the undertaking stood and where it stands, and the next one begins where it ended."""
    first = record(anywhere, status=IP, progress=40, note={"en": "Two named"}, target="2027-06")
    assert (first.code, first.party, first.note) == (CODE, "NFP", {"en": "Two named"})
    assert (first.before.status, first.before.progress, first.before.status_on) == (NR, 0, None)
    assert (first.after.status, first.after.progress, first.after.status_on) == (IP, 40, TODAY)
    assert (first.after.target, first.after.due, first.after.due_state) == ("2027-06", "2027-06", DueState.LATER)
    second = record(anywhere, status=IM)
    assert second.before == first.after
    assert (second.after.status, second.after.progress, second.after.due_state) == (IM, 100, DueState.MET)
    check_sound(anywhere)


# What stood (status, progress), what is said (status, progress), what stands.
RULES = [
    (NR, 0, None, 0, NS, 0),
    (NR, 0, None, 1, IP, 1),
    (NR, 0, None, 100, IP, 100),
    (NS, 0, None, 0, NS, 0),
    (NS, 0, None, 30, IP, 30),
    (IP, 30, None, 50, IP, 50),
    (IP, 30, None, 0, IP, 0),
    (PI, 60, None, 70, PI, 70),
    (IM, 100, None, 100, IM, 100),
    (IM, 100, None, 99, IP, 99),
    (IM, 100, None, 0, IP, 0),
    (NA, 0, None, 10, NA, 10),
    (NR, 0, IM, None, IM, 100),
    (IP, 30, IM, None, IM, 100),
    (IP, 30, NS, None, NS, 0),
    (IP, 30, PI, None, PI, 30),
    (NR, 0, IP, None, IP, 0),
    (NR, 0, IP, 25, IP, 25),
    (IM, 100, IP, None, IP, 0),
    (IM, 100, PI, None, PI, 0),
    (IM, 100, PI, 80, PI, 80),
    (IM, 100, NA, None, NA, 100),
    (IM, 100, OE, None, OE, 100),
    (IP, 30, NA, None, NA, 30),
    (NA, 30, IP, None, IP, 30),
]


@pytest.mark.parametrize(("before", "at", "status", "progress", "after", "then"), RULES)
def test_progress_follows_the_status_and_begins_the_work(
    before: Status, at: int, status: Status | None, progress: int | None, after: Status, then: int
) -> None:
    """Implemented is 100, not started is 0, progress begins the work, and falling below 100 reopens it."""
    assert find_standing(before, at, status, progress) == (after, then)


figures = st.integers(0, 100)


@given(st.sampled_from(Status), figures, st.none() | st.sampled_from(SETTABLE_STATUSES), st.none() | figures)
def test_no_update_leads_to_a_contradiction(
    before: Status, at: int, status: Status | None, progress: int | None
) -> None:
    """Whatever is said, what stands is within bounds, is never unreported again, and implemented means 100."""
    if status is None and progress is None:
        return
    at = 100 if before is IM else 0 if before in (NR, NS) else at
    after, then = find_standing(before, at, status, progress)
    assert after is not NR
    assert 0 <= then <= 100
    assert after is not IM or then == 100
    assert after is not NS or then == 0


@pytest.mark.slow
@pytest.mark.parametrize("whole", RULES[:4] + RULES[12:14])
def test_rules_hold_in_the_register(whole: tuple[Any, ...], ctrack: Runner) -> None:
    """What the rules say is what is stored, and what the update itself tells."""
    before, at, status, progress, after, then = whole
    if before is not NR:
        record(ctrack, status=before, progress=at or None)
    move = record(ctrack, status=status, progress=progress)
    assert (move.after.status, move.after.progress) == (after, then)
    told = ctrack.data("show", CODE)["history"][-1]
    assert (told["status"], told["progress"]) == (after.value, then)
    check_sound(ctrack)


def test_an_older_update_does_not_move_the_status(anywhere: Runner) -> None:
    """What is recorded late of an earlier day goes into the history and leaves what is known since as it is."""
    record(anywhere, status=IM, effective=days_ago(10))
    move = record(anywhere, status=IP, progress=40, effective=days_ago(100))
    assert move.after == move.before
    assert (move.after.status, move.after.progress) == (IM, 100)
    history = anywhere.data("show", CODE)["history"]
    assert [(item["status"], item["progress"]) for item in history] == [("implemented", 100), ("in_progress", 40)]
    check_sound(anywhere)


def test_older_progress_does_not_move_newer_progress(ctrack: Runner) -> None:
    """The newest word on progress counts, though the status holds since long before."""
    record(ctrack, status=IP, progress=10, effective=days_ago(100))
    record(ctrack, progress=70, effective=days_ago(10))
    move = record(ctrack, progress=40, effective=days_ago(50))
    assert (move.after.progress, move.after.status_on) == (70, TODAY - timedelta(days=100))
    assert not ctrack.data("list", f"code:{CODE}", "status:regressed")["rows"]
    check_sound(ctrack)


def test_a_target_set_later_is_not_moved_by_an_older_one(ctrack: Runner) -> None:
    """The target that was set last in time counts, in whatever order they were recorded."""
    record(ctrack, target="2027-06", effective=days_ago(10))
    assert record(ctrack, target="2027-01", effective=days_ago(20)).after.target == "2027-06"
    check_sound(ctrack)


def test_an_earlier_day_of_the_same_status_moves_its_beginning(ctrack: Runner) -> None:
    """A status that turns out to hold since earlier is shown since then."""
    record(ctrack, status=IP, effective=days_ago(10))
    assert record(ctrack, status=IP, effective=days_ago(20)).after.status_on == TODAY - timedelta(days=20)
    check_sound(ctrack)


@pytest.mark.parametrize("effective", ["2026", "2026-11"])
def test_a_period_that_is_not_over_reaches_to_today(effective: str, ctrack: Runner) -> None:
    """`--on 2026` in November is no later than today, so that what is said tomorrow is newer."""
    assert record(ctrack, status=IP, effective=effective).after.status_on == TODAY
    assert record(ctrack, status=IM).after.status is IM
    assert ctrack.data("show", CODE)["history"][0]["effective"] == effective
    check_sound(ctrack)


SAID = (
    {"status": IP, "progress": 10, "effective": days_ago(90)},
    {"progress": 60, "target": "2027-03", "effective": days_ago(60)},
    {"status": NS, "note": {"en": "x"}, "effective": days_ago(40)},
    {"status": PI, "progress": 30, "target": "", "effective": days_ago(20)},
    {"note": {"en": "y"}, "effective": days_ago(5)},
)


@pytest.mark.slow
def test_the_order_of_recording_does_not_matter(anywhere: Runner) -> None:
    """Updates of different days lead to the same standing in whatever order they are recorded."""
    with opened(anywhere):
        record_in_orders(anywhere)


def record_in_orders(runner: Runner) -> None:
    """Record the same updates on several commitments, on each in another order; all must end alike."""
    orders = {
        "KWT-22": (0, 1, 2, 3, 4),
        "KWT-23": (4, 3, 2, 1, 0),
        "KWT-24": (3, 0, 4, 1, 2),
        "KWT-25": (2, 4, 0, 3, 1),
    }
    for code, order in orders.items():
        for place in order:
            record(runner, code, **SAID[place])
        stands = record(runner, code, priority="high").after
        assert (stands.status, stands.progress, stands.target) == (PI, 30, None), code
        assert stands.status_on == TODAY - timedelta(days=20)
    check_sound(runner)


STEPS_BACK = [
    (IM, PI, True),
    (IM, IP, True),
    (PI, IP, True),
    (IP, NS, True),
    (IP, PI, False),
    (NS, IP, False),
    (IM, NA, False),
    (NA, NS, False),
    (IP, IP, False),
]


@pytest.mark.parametrize(("before", "after", "is_back"), STEPS_BACK)
def test_a_step_back_is_marked_until_the_next_step(
    before: Status, after: Status, is_back: bool, ctrack: Runner
) -> None:
    """The last update moved backwards where it lowers the status; leaving the count is no step back."""
    record(ctrack, status=before)
    record(ctrack, status=after)
    assert bool(ctrack.data("list", "status:regressed")["rows"]) == is_back
    record(ctrack, note={"en": "a note changes nothing"})
    assert bool(ctrack.data("list", "status:regressed")["rows"]) == is_back
    record(ctrack, status=IM)
    assert not ctrack.data("list", "status:regressed")["rows"]


def test_less_progress_is_a_step_back(ctrack: Runner) -> None:
    """Progress that falls within a status is a step back; progress that rises mends it."""
    for progress, codes in ((50, []), (40, [CODE]), (45, [])):
        record(ctrack, progress=progress)
        assert [row["code"] for row in ctrack.data("list", "status:regressed")["rows"]] == codes


def test_a_target_takes_nothing_out_of_overdue(anywhere: Runner) -> None:
    """What is overdue by the text stays so whatever target is set; how often it was put off is counted."""
    anywhere.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    for times, target in enumerate(("2027-03", "2027-06"), 1):
        move = record(anywhere, "NAT-1", target=target)
        assert (move.after.due, move.after.due_state, move.after.target) == ("2026-06", DueState.OVERDUE, target)
        row = anywhere.data("show", "NAT-1")
        assert (row["due"], row["target"], row["postponed"], row["postponed_from"]) == (
            "2026-06", target, times, "2026-06",
        )  # fmt: skip
        assert row["days_left"] < 0
    record(anywhere, "NAT-1", target="2027-04")
    assert anywhere.data("show", "NAT-1")["postponed"] == 2
    record(anywhere, "NAT-1", target="")
    assert anywhere.data("show", "NAT-1")["postponed_from"] is None
    check_sound(anywhere)


def test_a_target_is_the_date_where_the_text_has_none(anywhere: Runner) -> None:
    """Then it is what is overdue; moving it to a later day is told as a postponement, from the first one."""
    assert record(anywhere, "KWT-25", target="2026-09").after.due_state is DueState.OVERDUE
    assert anywhere.data("show", "KWT-25")["postponed_from"] is None
    record(anywhere, "KWT-25", target="2027-06")
    row = anywhere.data("show", "KWT-25")
    assert (row["due"], row["due_state"], row["postponed"], row["postponed_from"]) == ("2027-06", "later", 1, "2026-09")
    assert [item["code"] for item in anywhere.data("list", "status:postponed")["rows"]] == ["KWT-25"]
    check_sound(anywhere)


@pytest.mark.slow
def test_an_earlier_target_is_a_plan(anywhere: Runner) -> None:
    """A date of one's own before that of the text makes due soon, and never overdue."""
    anywhere.ok("add", "NAT-1", "--title", "x", "--deadline", "2027-06")
    for target, state in (("2026-12-01", "due_soon"), ("2026-11-01", "due_soon"), ("2027-05", "later")):
        assert record(anywhere, "NAT-1", target=target).after.due_state == state
    assert anywhere.data("list", "status:postponed")["rows"] == []
    record(anywhere, "NAT-1", target="2026-12-01")
    awaited = [row["code"] for row in anywhere.data("due")["rows"] if row["due_state"] != "not_looked_up"]
    assert awaited == ["NAT-1", "PVE-DAY"]
    check_sound(anywhere)


def test_a_date_kept_late_is_met_late(ctrack: Runner) -> None:
    """What was implemented after the last day of its date is met late; on that day it was met."""
    assert record(ctrack, "KWT-21", status=IM, effective="2026-07-01").after.due_state is DueState.MET_LATE
    assert record(ctrack, "KWT-21", status=IM, effective="2026-06-30").after.due_state is DueState.MET
    check_sound(ctrack)


def test_a_note_leaves_the_status_alone(ctrack: Runner) -> None:
    """A note alone is said, and moves nothing but the day when the undertaking was last spoken of."""
    record(ctrack, status=IP, progress=30, effective=days_ago(300))
    move = record(ctrack, note={"ar": "كُلّفت الوزارة بذلك"})
    assert move.after == move.before
    history = ctrack.data("show", CODE)["history"]
    assert (history[-1]["status"], history[-1]["progress"]) == (None, None)
    assert history[-1]["note"] == {"ar": "كُلّفت الوزارة بذلك"}
    assert not ctrack.data("list", "status:stale", f"code:{CODE}")["rows"]


def test_tags_are_words_that_come_and_go(anywhere: Runner) -> None:
    """Tags are added once each, folded to one word, and taken away in any spelling; that is no status update."""
    move = record(anywhere, add_tags=("Youth", "two words", "youth", "شباب"))
    assert move.after.tags == ("youth", "two-words", "شباب")
    for tag in ("youth", "YOUTH", "two-words", "شباب"):
        assert [row["code"] for row in anywhere.data("list", f"+{tag}")["rows"]] == [CODE]
    assert anywhere("list", "+you").code == 3
    assert record(anywhere, drop_tags=("two words", "YOUTH")).after.tags == ("شباب",)
    assert record(anywhere, drop_tags=("شباب", "unknown")).after.tags == ()
    assert anywhere.data("show", CODE)["history"] == []
    assert anywhere("list", "+youth").code == 3


def test_an_empty_tag_is_none(ctrack: Runner) -> None:
    """A tag of blanks changes nothing and leaves no entry."""
    assert record(ctrack, add_tags=(" ", "")).after.tags == ()
    assert ctrack.data("log")["total"] == 1


def test_position_and_priority_are_set_and_taken_away(ctrack: Runner) -> None:
    """How an undertaking is filed is no status update, and "" takes it away."""
    move = record(ctrack, position=Position.NOTED, priority=Priority.HIGH)
    assert (move.after.filed["position"], move.after.filed["priority"]) == ("noted", "high")
    assert [row["code"] for row in ctrack.data("list", "priority:high", "position:noted")["rows"]] == [CODE]
    move = record(ctrack, position="", priority="")
    assert (move.after.filed["position"], move.after.filed["priority"]) == (None, None)
    assert ctrack.data("show", CODE)["history"] == []


def test_a_filter_records_on_all_that_fit(anywhere: Runner) -> None:
    """A bulk update moves every undertaking of the home party that fits, each with its own update, in one entry."""
    wanted = [row["code"] for row in anywhere.data("list", "instrument:kuwait-2024", "party:NFP")["rows"]]
    moves = record_all(anywhere, "instrument:kuwait-2024", status=IP, progress=20, note={"en": "begun"})
    assert sorted(move.code for move in moves) == sorted(wanted)
    assert {move.party for move in moves} == {"NFP"}
    assert {(move.after.status, move.after.progress) for move in moves} == {(IP, 20)}
    log = anywhere.data("log")
    assert log["total"] == 2
    rows = anywhere.data("list", "status:in_progress", "party:NFP")["rows"]
    assert sorted(row["code"] for row in rows) == sorted(wanted)
    check_sound(anywhere)


def test_a_filter_of_derived_states_is_taken_as_it_was_before(ctrack: Runner) -> None:
    """All that nobody has looked up are begun, though each leaves that state by it."""
    moves = record_all(ctrack, "status:not_looked_up", status=IP)
    assert len(moves) == 2
    assert ctrack.data("list", "status:not_looked_up", "party:NFP")["rows"] == []


def test_several_codes_are_one_command(ctrack: Runner) -> None:
    """Several codes, also by their endings, are recorded in one entry; one that is wrong refuses all."""
    moves = ctrack.data("update", "KWT-21", "kwt-25", "KWT-26", "--status", "in_progress")["moves"]
    assert [move["code"] for move in moves] == ["KWT-21", "KWT-25", "KWT-26"]
    assert ctrack.data("log")["total"] == 2
    before = content(ctrack)
    assert ctrack("update", "KWT-21", "KWT-999", "--status", "implemented").code == 3
    assert content(ctrack) == before


def test_a_party_named_is_the_one_that_is_updated(ctrack: Runner) -> None:
    """With a party its own side is updated, and nobody else's."""
    code = ctrack.data("list", "addressee:both")["rows"][0]["code"]
    move = record(ctrack, code, whose="un", status=IP)
    assert (move.code, move.party) == (code, "UN")
    assert ctrack.data("show", code)["status"] == "not_reported"
    moves = record_all(ctrack, "instrument:ctweek-2020", whose="UN", note={"en": "x"})
    assert {each.party for each in moves} == {"UN"}
    check_sound(ctrack)


def test_what_does_not_bind_home_names_whom_it_binds(ctrack: Runner) -> None:
    """An update of what binds others only is refused with their names, and points to --party."""
    with pytest.raises(failures.NotHomesToUpdate, match="UNGA"):
        record(ctrack, "GCTS-R7", status=IM)


def test_voice_and_author_are_kept(ctrack: Runner) -> None:
    """Who said it, and in which voice, stands in the history."""
    record(ctrack, status=IP, voice=Voice.AGENCY)
    told = ctrack.data("show", CODE)["history"][-1]
    assert (told["author"], told["voice"]) == ("tester", "agency")


REFUSED: dict[str, tuple[dict[str, Any], type[failures.Failure]]] = {
    "nothing": ({}, failures.NothingToRecord),
    "not reported": ({"status": NR}, failures.UnsettableStatus),
    "101": ({"progress": 101}, failures.BadProgress),
    "-1": ({"progress": -1}, failures.BadProgress),
    "implemented at 50": ({"status": IM, "progress": 50}, failures.ProgressContradicts),
    "not started at 1": ({"status": NS, "progress": 1}, failures.ProgressContradicts),
    "tomorrow": ({"status": IP, "effective": "2026-11-22"}, failures.FutureDate),
    "next month": ({"status": IP, "effective": "2026-12"}, failures.FutureDate),
    "next year": ({"status": IP, "effective": "2027"}, failures.FutureDate),
    "an empty note": ({"note": {"en": " \n"}}, failures.EmptyText),
    "a long note": ({"note": {"en": "x" * (MOST_NOTE + 1)}}, failures.TextTooLong),
    "NUL in a note": ({"note": {"en": "a\0b"}}, failures.TextNotStorable),
    "half a character": ({"note": {"en": "a\udcff"}}, failures.TextNotStorable),
    "an unknown party": ({"status": IP, "whose": "XX"}, failures.UnknownParty),
    "a party that is not bound": ({"status": IP, "whose": "UNGA"}, failures.NotHomesToUpdate),
}


@pytest.mark.parametrize(("said", "failure"), REFUSED.values(), ids=REFUSED)
def test_bad_data_is_refused_and_leaves_nothing(
    said: dict[str, Any], failure: type[failures.Failure], ctrack: Runner
) -> None:
    """What is wrong is refused, for one and in bulk, and nothing is recorded."""
    before = content(ctrack)
    with pytest.raises(failure):
        record(ctrack, **said)
    if "whose" not in said:
        with pytest.raises(failure):
            record_all(ctrack, "instrument:kuwait-2024", **said)
    assert content(ctrack) == before


def test_a_filter_that_nothing_fits_is_said(ctrack: Runner) -> None:
    """A bulk update of nothing is no success."""
    with pytest.raises(failures.NothingMatches, match="status:implemented"):
        record_all(ctrack, "status:implemented instrument:kuwait-2024", status=IP)


def test_a_request_is_checked_before_anything_is_opened() -> None:
    """What is at the bounds is taken: 0 and 100, today, a note as long as may be."""
    for said in (
        {"progress": 0},
        {"progress": 100},
        {"status": IM, "progress": 100},
        {"note": {"en": "x" * MOST_NOTE}},
    ):
        check_request(say(**said), TODAY)
    check_request(say(status=IP, effective=TODAY.isoformat()), TODAY)


HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "[bold]x[/bold]",
    "=1+1",
    "a\r\nb",
    "\u202eabc",
    "<script>",
    "'; DROP TABLE journal; --",
)


def test_a_note_is_stored_as_it_was_given(anywhere: Runner) -> None:
    """Whatever signs a note holds, it is kept to the letter; making it harmless is the output's affair."""
    for text in HOSTILE:
        record(anywhere, note={"en": text})
    side = read(anywhere, lambda connection: show_commitment(connection, CODE, HORIZON))
    assert [item.note for item in side.history] == [{"en": text} for text in HOSTILE]


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, True), (599, True), (600, False), (601, False), (-1, False), (86_400, False)]
)
def test_what_somebody_wrote_ten_minutes_ago_is_recent_no_more(seconds: int, expected: bool) -> None:
    """Minutes before a command are the 600 seconds before it; what a clock says of later is not before it."""
    entry = head()
    written = entry.moment - timedelta(seconds=seconds)
    assert is_recent(written.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), entry) is expected


def test_who_else_wrote_minutes_ago_is_named(ctrack: Runner) -> None:
    """The author and the entry are told to the next person, and to nobody who wrote it themselves."""
    ctrack.ok("note", CODE, "mine", CTRACK_USER="amira")
    move = record(ctrack, progress=10)
    assert move.elsewhere == "amira (2)"
    assert record(ctrack, progress=20).elsewhere is None


def test_a_target_set_after_the_day_of_the_deed_ends_with_its_date(ctrack: Runner) -> None:
    """A target for a date of what comes round does not outlive it, though it was given later than the date was met."""
    ctrack.ok("recur", CODE, "--every", "1y", "--anchor", "2026-12-31")
    record(ctrack, target="2027-03", effective=days_ago(3))
    move = record(ctrack, status=IM, effective=days_ago(10))
    assert (move.after.target, move.after.due) == (None, "2027-12-31")
    check_sound(ctrack)


def test_an_earlier_day_without_a_figure_is_told_with_none(ctrack: Runner) -> None:
    """What had not begun on an earlier day is told with 0 per cent."""
    ctrack.ok("update", "KWT-25", "--progress", "50")
    (move,) = ctrack.data("update", "KWT-25", "--status", "not_started", "--on", "2026-01-01")["moves"]
    assert move["earlier"]["progress"] == 0

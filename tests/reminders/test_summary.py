"""The coordinator is told of the week, once, in their own language, by the outbox that reminders go through."""

from __future__ import annotations

from tests.cli.promises import refused
from tests.reminders.conftest import configure_folder
from tests.reminders.test_faults import at, check_silent
from tests.support.offices import address_of, configure, read_mails
from tests.support.post_office import PostOffice, Rule
from tests.support.runner import Runner

SUNDAY = at("07:00", "2026-12-06")


def spend_a_week(office: Runner) -> None:
    """Reminders of what was due, an answer, and somebody who is there no more."""
    for day in range(1, 7):
        office("remind", **at("06:00", f"2026-12-0{day}"))
    office.ok("note", "KWT-11", "Under way", **at("06:30", "2026-12-06"))
    office.ok("person", "edit", "Dana", "--inactive", **at("06:30", "2026-12-06"))


def test_the_week(office: Runner) -> None:
    """Who answered, who is silent, what nobody hears and what comes, in the mail and on the screen."""
    folder = configure_folder(office, summary="Boss")
    spend_a_week(office)
    before = len(list(folder.iterdir()))
    week = office.data("remind", "summary", "--dry-run", **SUNDAY)
    told = {each["name"]: (each["answered"], each["silent"]) for each in week["told"]}
    assert told["Amira"] == (["KWT-11"], ["KWT-15"])
    assert told["Badr"] == ([], ["KWT-12", "KWT-16"])
    assert week["unheard"] == ["KWT-14", "KWT-18"]
    check_silent(office("remind", "summary", **SUNDAY))
    check_silent(office("remind", "summary", **at("09:00", "2026-12-08")))
    assert len(list(folder.iterdir())) == before + 1
    (mail,) = [row for row in read_mails(office) if row["name"] == "Boss" and not row["reminders"]]
    assert mail["state"] == "sent"
    check_silent(office("remind", "summary", **at("07:00", "2026-12-13")))
    assert len(list(folder.iterdir())) == before + 2


def test_in_the_language_of_whoever_reads_it(office: Runner, post: PostOffice) -> None:
    """Arabic where the coordinator reads it; a server that puts it off has it from the next reminders, once."""
    configure(office, "smtp", post.settings(), summary="Boss", offsets=[0])
    office.ok("person", "edit", "Boss", "--language", "ar")
    spend_a_week(office)
    post.letters.clear()
    post.rules = (Rule("rcpt", "450 later", address_of("Boss"), times=1),)
    assert office("remind", "summary", **SUNDAY).code == 6
    office("remind", **at("08:00", "2026-12-06"))
    (letter,) = [letter for letter in post.letters if letter.to == address_of("Boss")]
    assert letter.subject == "[ctrack] الأسبوع المنتهي في 6 كانون الأول/ديسمبر 2026"
    assert set(post.counts().values()) == {1}


def test_what_comes_begins_with_its_own_words(office: Runner) -> None:
    """A line in which a code or a date came first would be turned by the program in which it is read."""
    configure_folder(office, summary="Boss")
    spend_a_week(office)
    office.ok("postpone", "KWT-16", "2026-12-09", "No room", **at("06:40", "2026-12-06"))
    for language, said in (("en", "2026-12-09, KWT-16, Badr"), ("ar", "9 كانون الأول/ديسمبر 2026، KWT-16، Badr")):
        title = office.data("--lang", language, "list", "code:KWT-16")["rows"][0]["title"]
        out = office.ok("--lang", language, "remind", "summary", "--dry-run", **SUNDAY).out
        assert f"{title} ({said})" in " ".join(out.split())


def test_nobody_is_named(office: Runner) -> None:
    """Without a coordinator it is a setting that is missing, and the dry run works."""
    configure_folder(office)
    refused(office("remind", "summary"), 2, "remind.summary")
    assert "From 29 November 2026 to 6 December 2026" in " ".join(
        office.ok("remind", "summary", "--dry-run", **SUNDAY).out.split()
    )


def test_its_own_line_of_cron(office: Runner) -> None:
    """The schedule has a line for it where somebody is named, on the weekday; and units of its own."""
    configure_folder(office, summary="Boss", weekday="sun")
    lines = office.ok("remind", "schedule").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["0 6-18 * * *", "0 6 * * 0"]
    assert lines[1].endswith("remind summary")
    units = office.ok("remind", "schedule", "--kind", "systemd").out
    assert "# /etc/systemd/system/ctrack-summary.timer" in units
    assert "OnCalendar=Sun *-*-* 06:00:00" in units

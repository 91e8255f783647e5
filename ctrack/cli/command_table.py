"""The commands: where each lives and what it does, so that help and completion need import none of them."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its module under `ctrack.cli.commands`, and its help in one line."""

    module: str
    help: str


GROUPS: tuple[tuple[str, dict[str, Entry]], ...] = (
    (
        marked("Daily"),
        {
            "list": Entry("list", marked("List commitments and where they stand")),
            "show": Entry("show", marked("Show one commitment: its sources, links and history")),
            "search": Entry("search", marked("Find words in titles, summaries and notes")),
            "update": Entry("update", marked("Record a status, a progress, a note or a target date")),
            "done": Entry("done", marked("Say that something is implemented")),
            "start": Entry("start", marked("Say that work on something has begun")),
            "postpone": Entry("postpone", marked("Set a later date of your own, and keep the reason")),
            "note": Entry("note", marked("Add a note without changing the status")),
            "due": Entry("due", marked("What is overdue and what comes next")),
            "review": Entry("review", marked("Walk through what waits, one commitment at a time")),
            "snooze": Entry("snooze", marked("Send no reminders of a commitment until after a day")),
        },
    ),
    (
        marked("Telling"),
        {
            "report": Entry("report", marked("Print a progress report")),
            "changes": Entry("changes", marked("What moved since a day: forwards, backwards, newly met, newly late")),
            "calendar": Entry("calendar", marked("Write the due dates as an iCalendar file")),
            "plan": Entry("plan", marked("Plan backwards from a due date: when each step has to start")),
            "remind": Entry("remind", marked("Remind people of what is due, once each; for cron")),
            "publish": Entry("publish", marked("Write a static site of the register, in every language")),
            "verify": Entry("verify", marked("Check that the register still holds what it said, or what a paper says")),
        },
    ),
    (
        marked("Filling"),
        {
            "init": Entry("init", marked("Make a register with the whole catalogue in it")),
            "agency": Entry("agency", marked("List, add or edit the agencies that do the work")),
            "person": Entry("person", marked("List, add or edit focal points and overseers")),
            "assign": Entry("assign", marked("Say which agency and whom a commitment is with")),
            "edit": Entry("edit", marked("Correct a text, or record that its body moved a deadline")),
            "recur": Entry("recur", marked("Let a commitment come round again, or no more")),
            "handover": Entry("handover", marked("Move everything open from one person to another")),
            "instrument": Entry("instrument", marked("List, show, draft, check or add instruments")),
            "import": Entry("import_file", marked("Take commitments, or updates, from a table that others wrote")),
            "merge": Entry("merge", marked("Take in what another copy of this register recorded since the two parted")),
            "export": Entry("export", marked("Write a sheet to be filled in, which import takes back")),
            "pack": Entry("pack", marked("Send agencies what is theirs to be filled in, and merge what comes back")),
            "add": Entry("add", marked("Add a commitment of your own")),
            "link": Entry("link", marked("Say how one commitment relates to another, and why")),
            "unlink": Entry("unlink", marked("Take a link away")),
            "suggest": Entry("suggest", marked("Suggest links that may be missing, with their reasons")),
            "party": Entry("party", marked("List, add or edit parties, and say which one is home")),
        },
    ),
    (
        marked("Mending"),
        {
            "log": Entry("log", marked("What was done, by whom and when")),
            "undo": Entry("undo", marked("Undo a command as a whole; repeated, one further back")),
            "retract": Entry("retract", marked("Take back what was said by mistake, also under later words")),
            "withdraw": Entry("withdraw", marked("Take something out of sight without erasing anything")),
            "redo": Entry("redo", marked("Do again what was undone last; repeated, one further on")),
        },
    ),
    (
        marked("Running"),
        {
            "db": Entry("db", marked("Facts about the database, its layout, and copies of it")),
            "access": Entry("access", marked("Who sees and writes which part of a register on PostgreSQL")),
            "config": Entry("config", marked("Settings: their values, where they come from, what they mean")),
            "context": Entry("context", marked("A register, a party, a language and a filter under one name")),
            "doctor": Entry(
                "doctor", marked("Look at everything, say what to do, and find how the terminal shows Arabic right")
            ),
            "help": Entry(
                "help",
                marked("Help on a command or a topic: filters, dates, statuses, scales, exit-codes, formats, reports"),
            ),
            "completion": Entry("completion", marked("Print the completion script of your shell")),
        },
    ),
)
COMMANDS: dict[str, Entry] = {name: entry for _, group in GROUPS for name, entry in group.items()}

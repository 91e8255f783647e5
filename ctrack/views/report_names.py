"""The names of the reports and what each one holds: the order in which help tells of them."""

from __future__ import annotations

from ctrack.domain.failures import marked

REPORTS = {
    "progress": marked("counts by status, the rate, what presses and what changed (the default)"),
    "deadlines": marked("overdue, due soon, and what comes month by month"),
    "changes": marked("what moved since a day (--since)"),
    "country": marked("a national report: its figures on one page, then what the notes tell; a draft with --blanks"),
    "agency": marked("what each agency owes, who is late, who is silent"),
    "parties": marked("States side by side, instrument by instrument"),
    "assessment": marked("progress by area, the main shortfalls, priorities and needs for assistance"),
    "chart": marked("one picture to paste (--format svg or png): 'ctrack report chart' lists them"),
    "scales": marked("statuses in the words of each instrument's own scale, with what is lost (--scale)"),
    "one": marked("the whole life of one commitment: one CODE"),
}
# What a paper may say of itself, beside its title.
HEAD_KEYS = ("country", "ministry", "period", "place", "reference", "clearance", "signatory")
# The keys of a profile, which describes a report once; each has a text.
PROFILE_KEYS = (
    "report",
    "filter",
    "by",
    "lang",
    "format",
    "title",
    "columns",
    "redact",
    "emblem",
    "template",
    *HEAD_KEYS,
)

"""A plan as a document: what is due, when to start at the latest, and the steps that lead there."""

from __future__ import annotations

from datetime import date
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.plan_steps import Plan, Step
from ctrack.render.document import Align, Column, Document, Fact, Facts, Heading, Table, Tone
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong

STEP_WORDS = {
    "request": marked("Request to agencies"),
    "draft": marked("Draft"),
    "clearance": marked("Clearance"),
    "translation": marked("Translation"),
    "signature": marked("Signature"),
    "transmission": marked("Transmission"),
}


def view_plan(plan: Plan) -> Document:
    """The plan of one undertaking, a line for each step."""
    start = plan.steps[0]
    due_label = _("Due") if plan.due.edtf == plan.row.due else _("Planned for")
    short_of_time = Tone.ALARM if start.is_late else Tone.PLAIN
    facts = (
        Fact("title", _("Commitment"), choose_words(plan.row.title), Tone.STRONG),
        Fact("party", _("Party"), plan.row.party),
        Fact("due", due_label, say_both(plan.due.last, plan.days_left), words.left_tone(plan.days_left)),
        Fact("start_by", _("Start by"), say_both(start.start_by, start.days_left), short_of_time),
        Fact("needed", _("Time needed"), say_working_days(plan.working_days_needed)),
        Fact("left", _("Time left"), say_working_days(plan.working_days_left), short_of_time),
    )
    title = _("Plan for {code}").format(code=plan.row.code)
    return Document(
        title=title,
        language=current_language(),
        blocks=(Heading(title, 1), Facts(facts), step_table(plan.steps)),
        data=plan_data(plan),
        main="steps",
    )


def step_table(steps: tuple[Step, ...]) -> Table:
    """The steps under their columns, first to last."""
    columns = (
        Column("step", _("Step"), show=lambda name: words.say(STEP_WORDS, name), tone=strong),
        Column("working_days", _("Working days"), align=Align.END),
        Column("start_by", _("Start by"), show=say_day),
        Column("days_left", _("Left"), show=words.say_left_short, tone=words.left_tone, align=Align.END),
        Column("finish_by", _("Finish by"), show=say_day),
    )
    rows = [(step.name, step.working_days, step.start_by, step.days_left, step.finish_by) for step in steps]
    return Table("steps", columns, rows)


def plan_data(plan: Plan) -> dict[str, Any]:
    """A plan as JSON holds it."""
    return {
        "code": plan.row.code,
        "party": plan.row.party,
        "title": choose_words(plan.row.title),
        "titles": plan.row.title,
        "due": plan.due.edtf,
        "due_on": plan.due.last.isoformat(),
        "days_left": plan.days_left,
        "as_of": plan.today.isoformat(),
        "working_days_needed": plan.working_days_needed,
        "working_days_left": plan.working_days_left,
        "rows": [step_data(step) for step in plan.steps],
        "total": len(plan.steps),
    }


def step_data(step: Step) -> dict[str, Any]:
    """A step as JSON holds it."""
    return {
        "step": step.name,
        "working_days": step.working_days,
        "start_by": step.start_by.isoformat(),
        "days_left": step.days_left,
        "days_late": step.days_late,
        "finish_by": step.finish_by.isoformat(),
    }


def say_day(value: date) -> str:
    """A day for a column."""
    return words.say_short(value.isoformat())


def say_both(day: date, days_left: int) -> str:
    """A day in full, and how far away it is."""
    return f"{words.say_day(day)} ({words.say_days_left(days_left)})"


def say_working_days(count: int) -> str:
    """So many working days."""
    return translate_count("{count} working day", "{count} working days", count)

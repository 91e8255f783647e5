"""`ctrack` alone: what needs the user now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import add_context, read_filter, show_filter
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.render.document import Document
    from ctrack.store.work import UnitOfWork

Found = TypeVar("Found")
TERMINAL_ROWS = 12


def show_dashboard(invocation: Invocation, console: Console) -> None:
    """The home party's own undertakings: how they stand and which of them press."""
    from ctrack.cli.console.reminder_results import tell_sentence

    words = add_context(console, ())
    node, context = read_filter(invocation, words), invocation.context
    if context is not None and not words:
        console.say(_("Context {name}.").format(name=context.name))
    see = see_figures if console.format == "json" else see_screen
    document, silence, waiting = see(invocation, console, node)
    if waiting:
        from ctrack.views.answer_lists import say_waiting

        console.say(say_waiting(waiting))
    if silence:
        tell_sentence(console, silence)
    console.show(document)


def see_screen(invocation: Invocation, console: Console, node: Node | None) -> tuple[Document, str, int]:
    """What people see: one screen by its nature, through a pipe too; it says where it is cut."""
    from ctrack.services.overviews import look_over
    from ctrack.views.dashboard import view_dashboard

    is_whole = console.target is not None or console.format not in ("table", "plain") or invocation.options.get("all")
    most = None if is_whole else TERMINAL_ROWS
    found, silence, waiting = look(invocation, lambda unit: look_over(unit.connection, node, invocation.horizon, most))
    return view_dashboard(found, for_machines=console.is_for_machines), silence, waiting


def see_figures(invocation: Invocation, console: Console, node: Node | None) -> tuple[Document, str, int]:
    """What programs read: every figure of the report on progress."""
    from ctrack.services.reports import report_progress
    from ctrack.views.dashboard import view_figures

    text = show_filter(node)
    report, silence, waiting = look(
        invocation,
        lambda unit: report_progress(unit.connection, node, invocation.horizon, text=text, has_others=False),
    )
    return view_figures(report), silence, waiting


def look(invocation: Invocation, read: Callable[[UnitOfWork], Found]) -> tuple[Found, str, int]:
    """What is read, whether reminders fell silent, and how many answers wait: all of one state of the register."""
    from ctrack.cli.console.reminder_runs import find_silence
    from ctrack.store.answers import count_waiting

    return invocation.read(lambda unit: (read(unit), find_silence(invocation, unit), count_waiting(unit.connection)))

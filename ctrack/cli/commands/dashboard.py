"""`ctrack` alone: what needs the user now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import add_context, read_filter, show_filter
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.records.reports import Report
    from ctrack.store.work import UnitOfWork

TERMINAL_ROWS = 12


def show_dashboard(invocation: Invocation, console: Console) -> None:
    """The home party's own undertakings: how they stand and which of them press."""
    from ctrack.cli.console.reminder_results import tell_sentence
    from ctrack.cli.console.reminder_runs import find_silence
    from ctrack.services.reports import report_progress
    from ctrack.store.answers import count_waiting
    from ctrack.views.dashboard import view_dashboard

    # It is one screen by its nature, through a pipe too; it says where it is cut.
    is_whole = console.target is not None or console.format not in ("table", "plain") or invocation.options.get("all")
    most = None if is_whole else TERMINAL_ROWS
    words = add_context(console, ())
    node, context = read_filter(invocation, words), invocation.context
    if context is not None and not words:
        console.say(_("Context {name}.").format(name=context.name))

    def work(unit: UnitOfWork) -> tuple[Report, str, int]:
        found = report_progress(
            unit.connection, node, invocation.horizon, text=show_filter(node), has_others=False, most=most
        )
        return found, find_silence(invocation, unit), count_waiting(unit.connection)

    report, silence, waiting = invocation.read(work)
    if waiting:
        from ctrack.views.answer_lists import say_waiting

        console.say(say_waiting(waiting))
    if silence:
        tell_sentence(console, silence)
    console.show(view_dashboard(report, for_machines=console.is_for_machines))

"""`ctrack` alone: what needs the user now."""

from __future__ import annotations

from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation

TERMINAL_ROWS = 12


def show_dashboard(invocation: Invocation, console: Console) -> None:
    """The home party's own undertakings: how they stand and which of them press."""
    from ctrack.services.reports import report_progress
    from ctrack.views.dashboard import view_dashboard

    # It is one screen by its nature, through a pipe too; it says where it is cut.
    is_whole = console.target is not None or console.format not in ("table", "plain") or invocation.options.get("all")
    most = None if is_whole else TERMINAL_ROWS
    report = invocation.read(
        lambda unit: report_progress(unit.connection, None, invocation.horizon, has_others=False, most=most)
    )
    console.show(view_dashboard(report, for_machines=console.is_for_machines))

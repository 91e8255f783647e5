"""`ctrack` alone: what needs the user now."""

from __future__ import annotations

from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation


def show_dashboard(invocation: Invocation, console: Console) -> None:
    """The home party's own undertakings: how they stand and which of them press."""
    from ctrack.services.reports import report_progress
    from ctrack.views.dashboard import view_dashboard

    report = invocation.read(lambda unit: report_progress(unit.connection, None, invocation.horizon, only_home=True))
    console.show(view_dashboard(report, for_machines=console.is_for_machines))

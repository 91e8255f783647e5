"""`ctrack publish`: a static site of the register."""

from __future__ import annotations

from pathlib import Path

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.cli.params.known_names import complete_profiles
from ctrack.domain.failures import marked


@make_command(
    "publish",
    examples=("ctrack publish site", "ctrack publish site --head title='Our commitments' --head country=Atlantis"),
    help=marked(
        "Write a static site into a folder, in every language whose messages are all translated: a first page with six "
        "figures, what presses and what moved, and a page for each instrument, each theme and each commitment, with a "
        "search that needs no server. Notes that are not public are left out, and counted. With --force a site that "
        "is there is replaced."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--profile",
    shell_complete=complete_profiles,
    metavar="NAME",
    help=marked("What the site says of itself, from a profile of a report: its title and its other heads."),
)
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="KEY=TEXT",
    help=marked(
        "What the first page says of itself, more than once: title, country, ministry, period, place, reference; "
        "emblem is a PNG file."
    ),
)
@as_of_options
@pass_invocation
def command(
    invocation: Invocation, console: Console, folder: Path, profile: str | None, heads: tuple[str, ...]
) -> None:
    """Publish the register."""
    from ctrack.cli.config.profiles import find_profile
    from ctrack.cli.reports.site_folders import publish
    from ctrack.views.site_summary import view_published

    described = find_profile(invocation, profile).says(heads)
    count, withheld = publish(console, folder, described)
    console.show(view_published(str(folder), count, withheld))

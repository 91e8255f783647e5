"""`ctrack publish`: a static site of the register."""

from __future__ import annotations

from pathlib import Path

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.domain.failures import marked


@make_command(
    "publish",
    examples=("ctrack publish site",),
    help=marked(
        "Write a static site into a folder: one page for each instrument and each commitment, in every language whose "
        "messages are all translated, with a search that needs no server. Notes that are not public are left out. With "
        "--force a site that is there is replaced."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@as_of_options
@pass_invocation
def command(invocation: Invocation, console: Console, folder: Path) -> None:
    """Publish the register."""
    from ctrack.cli.console.activity import show_progress
    from ctrack.cli.reports.site_pages import make_site, read_material
    from ctrack.render.html.site import write_site
    from ctrack.text.language import current_language, use_language
    from ctrack.views.inventory import view_published

    material = invocation.read(lambda unit: read_material(unit, invocation.horizon))
    site, language = make_site(material), current_language()
    total = (len(site.pages) + 2) * len(site.languages) + 1
    with show_progress(total, is_watched=console.is_watched) as tell:
        try:
            count = write_site(site, folder, force=console.forces, tell=tell)
        finally:
            use_language(language)
    console.show(view_published(str(folder), count))

"""The order of a listing on the command line: as its help tells, or the same from its end."""

from __future__ import annotations

import click

from ctrack.domain.failures import marked

reverse_option = click.option("--reverse", "is_reversed", is_flag=True, help=marked("The same order from its end."))

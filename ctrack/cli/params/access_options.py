"""The options of `ctrack access`: what a role is to be, and up to which level notes are told to it."""

from __future__ import annotations

import click

from ctrack.cli.params.choices import VocabularyType
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Duty, Level

duty_option = click.option(
    "--as",
    "--role",
    "duty",
    type=VocabularyType("duty", Duty),
    help=marked("What it is: reader, contributor, focal_point, coordinator or administrator."),
)
level_option = click.option(
    "--level",
    type=VocabularyType("level", Level),
    help=marked("Up to which level a reader is told notes: public unless it is said otherwise."),
)

"""The options of `update` that the registry of fields asks for: what is set as it is typed; `none` takes it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import click

from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.dates import read_day
from ctrack.cli.params.percent import ProgressType
from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import FILED

Function = TypeVar("Function", bound=Callable[..., Any])

NONE = "none"
METAVARS = {Form.DAY: "DATE", Form.PERCENT: "N"}
BY_OPTION: dict[str, Field] = {field.key: field for field in FILED}


def filed_options(function: Function) -> Function:
    """An option for each field that is set as it is typed, under the key of the field."""
    for field in reversed(FILED):
        name = f"--{field.key.replace('_', '-')}"
        function = click.option(name, field.key, help=field.option, **settings_of(field))(function)
    return function


def settings_of(field: Field) -> dict[str, Any]:
    """What Click is to know of the option."""
    if field.vocabulary is not None:
        return {"type": VocabularyType(field.key, str, allowed=field.vocabulary.keys, clears=True)}
    return {"metavar": METAVARS.get(field.form, "TEXT")}


def read_filed(given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The fields that were given, as they are stored; None for what is to be taken away."""
    return {key: read_value(field, given[key], today) for key, field in BY_OPTION.items() if given.get(key) is not None}


def read_value(field: Field, value: str, today: date) -> Any:
    """A value by the form of its field."""
    if field.vocabulary is not None:
        # Its own type has read the word, and has "" where it is to be taken away.
        return value or None
    if value.strip().lower() == NONE:
        return None
    if field.form is Form.DAY:
        return read_day(value, today, f"--{field.key.replace('_', '-')}")
    return ProgressType().convert(value, None, None) if field.form is Form.PERCENT else value

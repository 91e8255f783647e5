"""`ctrack config`: the settings, where their values come from, and what they mean."""

from __future__ import annotations

import click

from ctrack.cli.base import Group
from ctrack.cli.configuration import SETTINGS, configuration_path, write_setting
from ctrack.cli.invocation import Invocation, hide_password, pass_invocation
from ctrack.domain.failures import marked


@click.group("config", cls=Group, help=marked("Settings: their values, where they come from, what they mean."))
def command() -> None:
    """The settings."""


@command.command("list", help=marked("Every setting with its value, its origin and its meaning."))
@pass_invocation
def list_all(invocation: Invocation) -> None:
    """List the settings."""
    from ctrack.views.registry import view_settings

    found = [invocation.find(key) for key in SETTINGS]
    rows = [
        (item.setting.key, shown(item.value), item.origin, item.setting.variable or "", item.setting.help)
        for item in found
    ]
    invocation.show(view_settings(rows, str(configuration_path(invocation.environ))))


def shown(value: object) -> object:
    """A value as it may be seen by others: the register's address without its password."""
    return hide_password(value) if isinstance(value, str) else value


@command.command("set", help=marked("Set a value in the configuration file."))
@click.argument("key", metavar="KEY", type=click.Choice(tuple(SETTINGS)))
@click.argument("value", metavar="VALUE")
@pass_invocation
def set_one(invocation: Invocation, key: str, value: str) -> None:
    """Set one setting."""
    from ctrack.views.registry import view_set

    path = write_setting(invocation.environ, key, value)
    invocation.show(view_set(key, value, str(path)))

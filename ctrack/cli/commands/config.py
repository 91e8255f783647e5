"""`ctrack config`: the settings, where their values come from, and what they mean."""

from __future__ import annotations

from typing import Any

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.config.configuration import (
    configuration_path,
    find_setting,
    key_parts,
    read_configuration,
    remove_setting,
    write_setting,
)
from ctrack.cli.config.settings import every_setting, refuse_secret, setting_of
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import Message, NotFound, marked, offer
from ctrack.domain.masks import mask_link, mask_word
from ctrack.domain.nearness import nearest
from ctrack.domain.setting_kinds import LINK, Setting
from ctrack.text.language import translate as _


class NotInFile(NotFound):
    message = marked(
        "{key} is not set in {path}; nothing was changed. 'ctrack config list' tells where each value comes from."
    )


class SettingKey(click.Choice[str]):
    """The key of a setting; those of single instruments are too many to be listed."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The key itself; a password is refused with where it belongs, any other word with those near it."""
        key = str(value)
        console = ctx.find_object(Console) if ctx is not None else None
        if console is not None and refuse_secret(key) is not None:
            from ctrack.cli.config.checks import refuse_unknown

            raise refuse_unknown(configuration_path(console.invocation.environ), key)
        if setting_of(key) is None:
            near = offer(f"'{name}'" for name in nearest(key, every_setting()))
            sentence = Message(marked("there is no setting {key}.{nearest} 'ctrack config list' shows all."),
                               {"key": key, "nearest": near})  # fmt: skip
            self.fail(sentence.tell(_), param, ctx)
        return key


KEY = SettingKey(tuple(every_setting()))


@click.group("config", cls=Group, help=marked("Settings: their values, where they come from, what they mean."))
def command() -> None:
    """The settings."""


@command.command("list", help=marked("Every setting with its value, its origin and its meaning."))
@pass_invocation
def list_all(invocation: Invocation, console: Console) -> None:
    """List the settings."""
    from ctrack.views.setting_lists import view_settings

    settings = every_setting()
    own = [key for key in invocation.file if key not in settings]
    found = [invocation.find(key) for key in (*settings, *own)]
    rows = [
        (item.setting.key, shown(item.setting, item.value), item.origin, item.setting.variable or "", item.setting.help)
        for item in found
    ]
    console.show(view_settings(rows, str(configuration_path(invocation.environ))))


def shown(setting: Setting, value: object) -> object:
    """A value as it may be seen by others: an address without what is secret in it; a list as JSON has it."""
    if isinstance(value, tuple):
        return list(value)
    if not isinstance(value, str):
        return value
    return mask_link(value) if setting.kind == LINK else mask_word(value)


@command.command("get", help=marked("Print the value of one setting and nothing else; passwords are left out."))
@click.argument("key", metavar="KEY", type=KEY)
@pass_invocation
def get_one(invocation: Invocation, console: Console, key: str) -> None:
    """Print one setting."""
    from ctrack.views.setting_lists import view_setting

    found = invocation.find(key)
    console.show(view_setting(key, shown(found.setting, found.value), found.origin))


@command.command("set", takes_empty=True, help=marked("Set a value in the configuration file."))
@click.argument("key", metavar="KEY", type=KEY)
@click.argument("value", metavar="VALUE")
@pass_invocation
def set_one(invocation: Invocation, console: Console, key: str, value: str) -> None:
    """Set one setting."""
    from ctrack.views.setting_lists import say_value, view_set

    path = write_setting(invocation.environ, key, value)
    setting, kept = invocation.find(key).setting, read_configuration(invocation.environ)[key]
    console.show(view_set(key, say_value(shown(setting, kept)), str(path)))


@command.command("unset", help=marked("Take a value out of the configuration file; what held before it holds again."))
@click.argument("key", metavar="KEY", type=KEY)
@pass_invocation
def unset_one(invocation: Invocation, console: Console, key: str) -> None:
    """Take one setting away."""
    from ctrack.views.setting_lists import say_value, view_unset

    path = configuration_path(invocation.environ)
    if key not in read_configuration(invocation.environ):
        raise NotInFile(key=key, path=path)
    remove_setting(invocation.environ, tuple(key_parts(key)))
    left = find_setting(key, None, invocation.environ, read_configuration(invocation.environ))
    console.show(view_unset(key, say_value(shown(left.setting, left.value)), str(path)))

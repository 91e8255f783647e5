"""Contexts: a register, a party, a language and a filter under one name, below [contexts] in the configuration file.

The settings of a context stand in the place of those of the file: an option, and a variable of the environment, come
before them. Its filter narrows what is read, and is always said; it narrows nothing that is written or sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ctrack.domain.failures import Message, NotFound, marked
from ctrack.domain.messages import list_all
from ctrack.domain.setting_kinds import PATH, Setting

HEADING = "contexts"
CHOSEN = "context"
VARIABLE = "CTRACK_CONTEXT"
# In the place of a name: no context at all.
NO_CONTEXT = "none"
# A word of any script, as an alias is.
NAME = re.compile(r"\w[\w-]*")
PARTS: dict[str, Setting] = {
    "db": Setting("", None, "", marked("the register of this context"), kind=PATH),
    "party": Setting("", None, "", marked("the party that is looked at in this context")),
    "lang": Setting("", None, "", marked("the language of this context")),
    "filter": Setting("", None, "", marked("what everything that is read is narrowed to in this context")),
}


class UnknownContext(NotFound):
    message = marked(
        "There is no context {name}.{known} 'ctrack context add NAME' makes one; CTRACK_CONTEXT=none goes without."
    )


class Context(NamedTuple):
    """What a context stands for; "" where it says nothing."""

    name: str
    db: str = ""
    party: str = ""
    lang: str = ""
    filter: str = ""


def context_setting(key: str) -> Setting | None:
    """The setting that a part of a context is; None of other keys."""
    heading, _dot, rest = key.partition(".")
    name, _dot, part = rest.partition(".")
    if heading != HEADING or part not in PARTS or not is_name(name):
        return None
    return PARTS[part]._replace(key=key)


def is_name(name: str) -> bool:
    """Whether a context can have this name."""
    return bool(NAME.fullmatch(name)) and name != NO_CONTEXT


def is_context_group(key: str) -> bool:
    """Whether the settings of contexts, or those of one, stand below a table of that name."""
    return key == HEADING or (key.startswith(f"{HEADING}.") and is_name(key.partition(".")[2]))


def read_contexts(file: Mapping[str, Any]) -> dict[str, Context]:
    """The contexts of a configuration file, by name."""
    found: dict[str, Context] = {}
    for key, value in file.items():
        if context_setting(key) is not None:
            _heading, name, part = key.split(".")
            found[name] = found.get(name, Context(name))._replace(**{part: str(value)})
    return found


def find_context(environ: Mapping[str, str], file: Mapping[str, Any]) -> Context | None:
    """The context in use: that of CTRACK_CONTEXT, else that of the file; raises UnknownContext."""
    name = environ.get(VARIABLE) or str(file.get(CHOSEN) or "")
    if name in ("", NO_CONTEXT):
        return None
    return get_context(file, name)


def get_context(file: Mapping[str, Any], name: str) -> Context:
    """The context of that name; raises UnknownContext with those that there are."""
    known = read_contexts(file)
    if name not in known:
        named = Message(marked(" There are: {names}."), {"names": list_all(known)}) if known else ""
        raise UnknownContext(name=name, known=named)
    return known[name]


def lay_over(file: dict[str, Any], context: Context | None) -> dict[str, Any]:
    """What the file sets, with the register and the language of the context in their place."""
    if context is None:
        return file
    return file | {key: value for key, value in (("db", context.db), ("lang", context.lang)) if value}

"""YAML as maps, lists and texts: no tag makes an object, no alias stands for anything, and a number stays as written.

`1.10` is the name of a requirement, which a number would make 1.1 of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ctrack.domain.failures import Message, marked
from ctrack.domain.records.imported_rows import FileRefused, RowPlace, RowRefused

DEEPEST = 50
# What stands for nothing, and for yes and no, where it is not in quotation marks.
NOTHING = ("", "~", "null", "Null", "NULL")
SWITCHES = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
PLAIN_TAGS = ("str", "int", "float", "bool", "null", "seq", "map", "timestamp")
STANDARD = "tag:yaml.org,2002:"


@dataclass(slots=True)
class Level:
    """A map or a list that is not closed yet, and the key of the map whose value comes next."""

    holder: dict[str, Any] | list[Any]
    keys: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Growth:
    """The tree so far: what is open, outermost first, and the whole once it is there."""

    name: str
    levels: list[Level] = field(default_factory=list)
    roots: list[Any] = field(default_factory=list)

    def refuse(self, line: int, told: str, **facts: object) -> NoReturn:
        """Refuse the file for what stands in a line."""
        raise RowRefused(place=RowPlace(self.name, line).say(), reason=Message(told, facts))

    def put(self, value: Any, line: int) -> None:
        """Put a value where it belongs: into a list, under a key, or as a key itself."""
        if not self.levels:
            if self.roots:
                self.refuse(line, marked("a second document begins; a file holds one."))
            self.roots.append(value)
            return
        level = self.levels[-1]
        if isinstance(level.holder, list):
            level.holder.append(value)
        elif level.keys:
            level.holder[level.keys.pop()] = value
        else:
            level.keys.append(self.check_key(value, level.holder, line))

    def check_key(self, value: Any, holder: dict[str, Any], line: int) -> str:
        """A key; one that is no text, or stands twice, would lose what it names."""
        if isinstance(value, (dict, list)):
            self.refuse(line, marked("a map or a list stands where the name of a value should."))
        if str(value) in holder:
            self.refuse(line, marked("{key} stands twice in the record."), key=str(value))
        return str(value)

    def open(self, value: dict[str, Any] | list[Any], line: int) -> None:
        """Begin a map or a list."""
        self.put(value, line)
        self.levels.append(Level(value))
        if len(self.levels) > DEEPEST:
            reason = Message(marked("it is nested more than {most} deep."), {"most": DEEPEST})
            raise FileRefused(file=self.name, reason=reason)


def read_yaml(text: str, name: str) -> Any:
    """The tree of a file; raises FileRefused or RowRefused where it is broken or asks for more than it says."""
    import yaml

    growth = Growth(name)
    try:
        for event in read_events(text):
            take(growth, event, event.start_mark.line + 1)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        growth.refuse(mark.line + 1 if mark else 1, marked("it is broken YAML."))
    return growth.roots[0] if growth.roots else None


def read_events(text: str) -> Iterator[Any]:
    """What stands in the file, in its order, by the parser that is built in where there is one."""
    import yaml

    return iter(yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))


def take(growth: Growth, event: Any, line: int) -> None:
    """Let one event of the parser change the tree."""
    kind = type(event).__name__
    if kind == "AliasEvent":
        growth.refuse(line, marked("*{name} stands for another part of the file; write that part out."),
                      name=event.anchor)  # fmt: skip
    tag = getattr(event, "tag", None)
    if tag not in (None, "!") and tag.removeprefix(STANDARD) not in PLAIN_TAGS:
        growth.refuse(line, marked("the tag {tag} asks for an object, and only texts are read."), tag=tag)
    if kind == "ScalarEvent":
        growth.put(event.value if event.style else read_plain(event.value), line)
    elif kind == "MappingStartEvent":
        growth.open({}, line)
    elif kind == "SequenceStartEvent":
        growth.open([], line)
    elif kind in ("MappingEndEvent", "SequenceEndEvent"):
        growth.levels.pop()


def read_plain(text: str) -> Any:
    """A value without quotation marks: nothing, yes, no, or a text."""
    return None if text in NOTHING else SWITCHES.get(text, text)

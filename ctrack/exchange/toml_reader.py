"""Reading a TOML table against a schema: each wrong value is refused with its file, its line and the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from ctrack.domain.failures import CatalogueFault, Message, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.languages import OFFICIAL
from ctrack.domain.messages import list_any
from ctrack.domain.nearness import nearest
from ctrack.exchange.toml_lines import Lines, Place

Word = TypeVar("Word", bound=StrEnum)
Item = TypeVar("Item")

# Isolates and embeddings keep a title in order and are closed where it is shown; overrides turn its letters round.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]")


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a TOML file that knows where it stands."""

    values: dict[str, Any]
    place: Place
    file: str
    lines: Lines
    # Where all that is wrong is to be told it is kept here, and reads as nothing; else the first is raised.
    faults: list[CatalogueFault] | None = None

    def report(self, key: str | None, message: str, /, **facts: object) -> None:
        """Tell that this key is wrong, and read on where all is to be told."""
        with self.forgiving():
            self.fault(key, message, **facts)

    @contextmanager
    def forgiving(self) -> Iterator[None]:
        """A piece of reading whose fault is kept where all are to be told."""
        try:
            yield
        except CatalogueFault as fault:
            if self.faults is None:
                raise
            self.faults.append(fault)

    def attempt(self, read: Callable[[], Item], otherwise: Item) -> Item:
        """What a piece of reading gives, or something else where it is wrong and all is to be told."""
        try:
            return read()
        except CatalogueFault as fault:
            if self.faults is None:
                raise
            self.faults.append(fault)
            return otherwise

    def fault(self, key: str | None, message: str, /, **facts: object) -> NoReturn:
        """Refuse the file because of this key."""
        place = self.place if key is None else (*self.place, key)
        line = self.lines.find(place)
        raise CatalogueFault(file=self.file, line=line, reason=Message(message, facts))

    def allow(self, *keys: str) -> None:
        """Refuse any key but these."""
        for key in self.values:
            if key not in keys:
                near = list_any(nearest(key, keys) or keys)
                self.report(key, marked("there is no key {key} here; nearest: {nearest}"), key=key, nearest=near)

    def text(self, key: str, pattern: str | None = None) -> str | None:
        """A line of text, without control characters."""
        return self.attempt(lambda: self.read_line(key, pattern), None)

    def read_line(self, key: str, pattern: str | None) -> str | None:
        """The same, raised where it is wrong."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(key, marked("{key} must be a text that is not empty"), key=key)
        if CONTROL.search(value):
            self.fault(key, marked("{key} holds a control character"), key=key)
        if pattern and not re.fullmatch(pattern, value):
            self.fault(
                key, marked("{key} must look like {pattern}; {value} does not"), key=key, pattern=pattern, value=value
            )
        return value

    def flag(self, key: str) -> bool | None:
        """Yes or no, or nothing where it is not said."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            self.report(key, marked("{key} must be true or false"), key=key)
        return value

    def needed_text(self, key: str, pattern: str | None = None) -> str:
        """A text that must be there."""
        value = self.text(key, pattern)
        return self.missing(key) if value is None else value

    def missing(self, key: str) -> Any:
        """Refuse the table because it lacks a key; one that is there and wrong was refused already."""
        if key not in self.values or self.faults is None:
            self.report(None, marked("{key} is missing"), key=key)

    def words(self, key: str) -> dict[str, str] | None:
        """A text in one or more languages."""
        value = self.values.get(key)
        if value is None:
            return None
        return self.check_words(key, value)

    def check_words(self, key: str, value: object) -> dict[str, str]:
        """Refuse what is not a map of languages to texts."""
        return self.attempt(lambda: self.read_languages(key, value), {})

    def read_languages(self, key: str, value: object) -> dict[str, str]:
        """The same, raised where it is wrong."""
        if not isinstance(value, dict) or not value:
            self.fault(key, marked('{key} must be a table of languages, such as {{ en = "...", ar = "..." }}'), key=key)
        for language, text in value.items():
            if language not in OFFICIAL:
                self.fault(
                    key,
                    marked("{key}: {language} is not one of the languages {known}"),
                    key=key,
                    language=language,
                    known=list_any(OFFICIAL),
                )
            if not isinstance(text, str) or not text.strip():
                self.fault(key, marked("{key}.{language} is empty"), key=key, language=language)
            if CONTROL.search(text):
                self.fault(key, marked("{key} holds a control character"), key=key)
        return dict(value)

    def needed_words(self, key: str) -> dict[str, str]:
        """A text in languages that must be there."""
        value = self.words(key)
        return self.missing(key) if value is None else value

    def choice(self, key: str, words: type[Word]) -> Word | None:
        """A word of a closed vocabulary."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return words(value)
        except ValueError:
            known = list_any(words)
            self.report(key, marked("{key} must be one of {known}; {value} is not"), key=key, known=known, value=value)
            return None

    def needed_choice(self, key: str, words: type[Word]) -> Word:
        """A word of a closed vocabulary that must be there."""
        value = self.choice(key, words)
        return self.missing(key) if value is None else value

    def array(self, key: str, read: Callable[[str, object], Item]) -> tuple[Item, ...]:
        """A list, each item read by `read(key, item)`."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.report(key, marked("{key} must be a list"), key=key)
            return ()
        found: list[Item] = []
        for item in value:
            with self.forgiving():
                found.append(read(key, item))
        return tuple(found)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""

        def read(name: str, item: object) -> str:
            if not isinstance(item, str) or not item:
                self.fault(name, marked("{key} must be a list of texts"), key=name)
            return item

        return self.array(key, read)

    def inner(self, key: str) -> TomlTable:
        """A table within this one, such as [review]; empty where it is missing."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.report(key, marked("{key} must be a table"), key=key)
            value = {}
        return TomlTable(value, (*self.place, key), self.file, self.lines, self.faults)

    def tables(self, key: str) -> list[TomlTable]:
        """The tables of an array of tables, such as every [[commitment]]."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.report(key, marked("{key} must be a list of tables"), key=key)
            return []
        places = [(*self.place, key, index) for index in range(len(value))]
        return [
            TomlTable(item, place, self.file, self.lines, self.faults)
            for item, place in zip(value, places, strict=True)
        ]

    def each(self, key: str, read: Callable[[TomlTable], Item]) -> tuple[Item, ...]:
        """What each table of an array of tables holds."""
        found: list[Item] = []
        for table in self.tables(key):
            with self.forgiving():
                found.append(read(table))
        return tuple(found)

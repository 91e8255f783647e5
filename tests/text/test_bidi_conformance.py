"""Unicode's own conformance tests of UAX #9: a sample always, every case in the slow lane."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from ctrack.text.bidi import Base, Levels, resolve_class_levels, resolve_levels, visual_order

Finder = Callable[[str], Path]
Lane = tuple[int, int]
"""Which lines are tried: the first of them, and the step from one to the next."""

SHARES: list[Lane] = [(first, 4) for first in range(4)]
DIRECTIONS: dict[str, Base | None] = {"0": 0, "1": 1, "2": None}
BITS: tuple[tuple[int, Base | None], ...] = ((1, None), (2, 0), (4, 1))
CHARACTER_CASES, CLASS_CASES = 91_707, 770_241
"""The cases of Unicode 15.0; a later version has no fewer."""


def numbers(field: str) -> Levels:
    """The levels or positions of a field; `x` is a level that rule X9 took away."""
    return [None if word == "x" else int(word) for word in field.split()]


def data_lines(path: Path) -> Iterator[str]:
    """The lines of a file that are neither blank nor comments."""
    with path.open(encoding="utf-8") as lines:
        yield from (line.rstrip() for line in lines if line[0] not in "#\n")


def failed_characters(lines: Iterable[str]) -> tuple[int, list[str]]:
    """How many lines of BidiCharacterTest.txt were tried, and those that came out wrong."""
    tried, failed = 0, []
    for line in lines:
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = resolve_levels(text, DIRECTIONS[direction])
        tried += 1
        if found != (numbers(levels), int(base)) or visual_order(found[0]) != numbers(order):
            failed.append(line)
    return tried, failed


def class_lines(lines: Iterable[str]) -> Iterator[tuple[str, Levels, Levels]]:
    """The data lines of BidiTest.txt, each with the levels and the order that are expected of it."""
    levels: Levels = []
    order: Levels = []
    for line in lines:
        if line.startswith("@Levels:"):
            levels = numbers(line.partition(":")[2])
        elif line.startswith("@Reorder:"):
            order = numbers(line.partition(":")[2])
        else:
            yield line, levels, order


def failed_classes(cases: Iterable[tuple[str, Levels, Levels]]) -> tuple[int, list[str]]:
    """How many cases of BidiTest.txt were tried, and the lines that came out wrong."""
    tried, failed = 0, []
    for line, levels, order in cases:
        classes, _, bits = line.partition(";")
        for bit, base in BITS:
            if int(bits, 16) & bit:
                found, _ = resolve_class_levels(classes.split(), base)
                tried += 1
                if found != levels or visual_order(found) != order:
                    failed.append(f"{line} (base {base})")
    return tried, failed


def test_a_sample_of_characters_is_ordered_as_unicode_says(unicode_file: Finder) -> None:
    """Every 37th line of BidiCharacterTest.txt has Unicode's levels, direction and order."""
    lines = data_lines(unicode_file("BidiCharacterTest.txt"))
    tried, failed = failed_characters(islice(lines, 0, None, 37))
    assert (tried >= CHARACTER_CASES // 37, failed) == (True, [])


def test_a_sample_of_classes_is_ordered_as_unicode_says(unicode_file: Finder) -> None:
    """Every 101st line of BidiTest.txt has Unicode's levels and order."""
    lines = class_lines(data_lines(unicode_file("BidiTest.txt")))
    tried, failed = failed_classes(islice(lines, 0, None, 101))
    assert (tried > 7_000, failed) == (True, [])


@pytest.mark.slow
def test_all_characters_are_ordered_as_unicode_says(unicode_file: Finder) -> None:
    """Every line of BidiCharacterTest.txt has Unicode's levels, direction and order."""
    tried, failed = failed_characters(data_lines(unicode_file("BidiCharacterTest.txt")))
    assert (tried >= CHARACTER_CASES, failed) == (True, [])


@pytest.mark.slow
@pytest.mark.parametrize("share", SHARES)
def test_all_classes_are_ordered_as_unicode_says(unicode_file: Finder, share: Lane) -> None:
    """Every line of BidiTest.txt has Unicode's levels and order; the file is shared out among the workers."""
    first, step = share
    lines = class_lines(data_lines(unicode_file("BidiTest.txt")))
    tried, failed = failed_classes(islice(lines, first, None, step))
    assert (tried > CLASS_CASES // step - 2_000, failed) == (True, [])


@pytest.mark.slow
def test_the_shares_of_classes_are_the_whole_file(unicode_file: Finder) -> None:
    """No case of BidiTest.txt is left out by sharing it."""
    bits = (int(line.partition(";")[2], 16) for line, _, _ in class_lines(data_lines(unicode_file("BidiTest.txt"))))
    assert sum(bin(flags).count("1") for flags in bits) >= CLASS_CASES

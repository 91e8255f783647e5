"""Seasons in the text of a deadline, where it is known in which hemisphere they are meant.

The grammar reads the text with a quarter in the place of the season; whatever it says of the one it says of the other.
A season that begins in one year and ends in the next needs both: "winter 2026" may be the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ctrack.domain.deadlines import Deadline
from ctrack.domain.failures import marked
from ctrack.domain.periods import Hemisphere, Period, Span, name_season, part_of_year
from ctrack.domain.phrases.refusals import DeadlineError, SeasonNamed

# From spring to winter, as each language writes them behind "by" and "the end of".
_NAMES = (
    "spring|(?:فصل )?(?:ال)?ربيع|(?:le )?printemps|(?:la )?primavera|весн[аойыу]+|春季?",
    "summer|(?:فصل )?(?:ال)?صيف|(?:l['’])?été|(?:el )?verano|лет[аоу]м?|夏季?",
    "autumn|fall|(?:فصل )?(?:ال)?خريف|(?:l['’])?automne|(?:el )?otoño|осен[ьи]ю?|秋季?",
    "winter|(?:فصل )?(?:ال)?شتاء|(?:l['’])?hiver|(?:el )?invierno|зим[аойыу]+|冬季?",
)
_NAME = "|".join(f"(?P<season{number}>{names})" for number, names in enumerate(_NAMES))
_BETWEEN = r"(?:\s+(?:season|of|in|the|year|de|del|من|في|ل?عام|ل?سنة))*"
_SEASON = re.compile(
    rf"(?:\bthe\s+)?(?<!\w)(?:{_NAME})(?!\w){_BETWEEN}\s+(\d{{4}})(?:\s?[-/–]\s?(\d{{4}}|\d\d))?(?:\s+(?:года|г\.))?(?![\w/–-])",
    re.IGNORECASE,
)


class SeasonOfTwoYears(SeasonNamed):
    """A season over the turn of the year, of which one year is named."""

    message = marked(
        '"{text}" names a season that lasts from one year into the next. Write both years, such as {years}, '
        "or the month."
    )


class SeasonUnread(SeasonNamed):
    """A text with a season in it that says more than is understood, or less than is needed."""

    message = marked(
        '"{text}" does not say wholly which season it means. Write it with its year, such as summer 2027, or write the '
        "month or date."
    )


def read_season(text: str, hemisphere: Hemisphere, read: Callable[[str], Deadline]) -> Deadline:
    """The deadline of a text that names a season; `read` reads the text with something else in its place.

    Raises SeasonNamed where the season is not wholly named, or the rest is not understood.
    """
    found = _SEASON.search(text)
    if found is None:
        raise SeasonUnread(text)
    season = find_season(found, text, hemisphere)
    stand_in = part_of_year(season.first.year, Span.QUARTER, 2)
    try:
        told = read(f"{text[: found.start()]}{season.first.year}-Q2{text[found.end() :]}").edtf
    except DeadlineError as error:
        raise SeasonUnread(text) from error
    meant = {stand_in.edtf: season, stand_in.before.edtf: season.before}.get(told)
    if meant is None:
        raise SeasonUnread(text)
    return Deadline.from_period(meant, text)


def find_season(found: re.Match[str], text: str, hemisphere: Hemisphere) -> Period:
    """The season that a text names, with the year, or the two years, in which it lies."""
    number = next(number for number in range(len(_NAMES)) if found[f"season{number}"])
    year, second = int(found[len(_NAMES) + 1]), found[len(_NAMES) + 2]
    season = name_season(number, hemisphere, year)
    is_of_two = season.last.year > year
    if is_of_two and second is None:
        raise SeasonOfTwoYears(text, years=f"{year}-{year + 1}")
    if second is not None and not (is_of_two and int(second) == (year + 1) % 10 ** len(second)):
        raise SeasonUnread(text)
    return season

"""Dates as the United Nations prints them: 30 June 2026, 30 juin 2026, 30 حزيران/يونيه 2026, in logical order.

A language without a style of its own is printed as English is. Digits are western (0-9) or Arabic-Indic (٠-٩).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ctrack.domain.periods import Period, Span, period_from_edtf
from ctrack.domain.phrases.refusals import NotEdtf

# The digits that can be chosen, by the name that the configuration gives them.
DIGITS: dict[str, dict[int, int]] = {"western": {}, "arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")}


@dataclass(frozen=True, slots=True)
class Style:
    """The names of a language, and how a part of a year is joined to the year; `first_day` stands for the 1st."""

    months: tuple[str, ...]
    quarters: tuple[str, ...]
    halves: tuple[str, ...]
    part: str = "{part} {year}"
    first_day: str = "1"
    until_day: str = "on or before {date}"
    until: str = "{date} or before"


_MONTHS_EN = "January February March April May June July August September October November December"
_MONTHS_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"

STYLES: dict[str, Style] = {
    "en": Style(
        months=tuple(_MONTHS_EN.split()),
        quarters=("first quarter", "second quarter", "third quarter", "fourth quarter"),
        halves=("first half", "second half"),
        part="{part} of {year}",
    ),
    "ar": Style(
        months=(
            "كانون الثاني/يناير",
            "شباط/فبراير",
            "آذار/مارس",
            "نيسان/أبريل",
            "أيار/مايو",
            "حزيران/يونيه",
            "تموز/يوليه",
            "آب/أغسطس",
            "أيلول/سبتمبر",
            "تشرين الأول/أكتوبر",
            "تشرين الثاني/نوفمبر",
            "كانون الأول/ديسمبر",
        ),
        quarters=("الربع الأول", "الربع الثاني", "الربع الثالث", "الربع الرابع"),
        halves=("النصف الأول", "النصف الثاني"),
        part="{part} من عام {year}",
        until_day="في {date} أو قبله",
        until="في {date} أو قبل ذلك",
    ),
    "fr": Style(
        months=tuple(_MONTHS_FR.split()),
        quarters=("premier trimestre", "deuxième trimestre", "troisième trimestre", "quatrième trimestre"),
        halves=("premier semestre", "second semestre"),
        part="{part} de {year}",
        first_day="1er",
        until_day="le {date} ou avant",
        until="{date} ou avant",
    ),
}


def format_date(value: date, language: str, digits: str = "western") -> str:
    """A day as it is printed; `language` is a code such as ar or ar_KW, `digits` a name in DIGITS."""
    return _format_period(Period(value, Span.DAY), language, digits)


def format_edtf(edtf: str, language: str, digits: str = "western") -> str:
    """A day, month, quarter, half or year in EDTF as it is printed, at its own precision; raises NotEdtf.

    What is only the latest day possible ("../2018") says so.
    """
    period = period_from_edtf(edtf.removeprefix("../"))
    if period is None:
        raise NotEdtf(edtf)
    written = _format_period(period, language, digits)
    if not edtf.startswith("../"):
        return written
    style = STYLES.get(language[:2].lower(), STYLES["en"])
    return (style.until_day if period.span is Span.DAY else style.until).format(date=written)


def _format_period(period: Period, language: str, digits: str) -> str:
    style = STYLES.get(language.replace("-", "_").partition("_")[0].lower(), STYLES["en"])
    return _written(period, style).translate(DIGITS[digits])


def _written(period: Period, style: Style) -> str:
    year, month = str(period.first.year), style.months[period.first.month - 1]
    match period.span:
        case Span.DAY:
            day = period.first.day
            return f"{style.first_day if day == 1 else day} {month} {year}"
        case Span.MONTH:
            return f"{month} {year}"
        case Span.QUARTER:
            return style.part.format(part=style.quarters[period.number - 1], year=year)
        case Span.HALF:
            return style.part.format(part=style.halves[period.number - 1], year=year)
        case _:
            return year

"""Dates as they are printed: 30 June 2026, 30 juin 2026, 30 حزيران/يونيه 2026, 2026年6月30日, in logical order.

Digits are western (0-9) or Arabic-Indic (٠-٩).
"""

from __future__ import annotations

from datetime import date

from ctrack.domain.date_styles import Style, find_style, write_season
from ctrack.domain.periods import Period, Span, period_from_edtf
from ctrack.domain.phrases.refusals import NotEdtf

# The digits that can be chosen, by the name that the configuration gives them.
DIGITS: dict[str, dict[int, int]] = {"western": {}, "arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")}


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
    style = find_style(language)
    return (style.until_day if period.span is Span.DAY else style.until).format(date=written)


def _format_period(period: Period, language: str, digits: str) -> str:
    return _written(period, find_style(language)).translate(DIGITS[digits])


def _written(period: Period, style: Style) -> str:
    year, number = str(period.first.year), period.first.month
    if period.hemisphere is not None:
        return write_season(period, style)
    names = {"year": year, "number": number, "month": style.months[number - 1], "alone": _alone(style, number)}
    match period.span:
        case Span.DAY:
            day = period.first.day
            return style.day.format(**names, day=style.first_day if day == 1 else day)
        case Span.MONTH:
            return style.month.format(**names)
        case Span.QUARTER:
            return style.part.format(**names, part=style.quarters[period.number - 1])
        case Span.HALF:
            return style.part.format(**names, part=_half(style, period.number, number))
        case _:
            return year


def _alone(style: Style, number: int) -> str:
    return (style.alone or style.months)[number - 1]


def _half(style: Style, half: int, first: int) -> str:
    if style.halves:
        return style.halves[half - 1]
    return f"{_alone(style, first)} – {_alone(style, first + 5)}"

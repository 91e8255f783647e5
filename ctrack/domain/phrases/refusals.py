"""Why a text is refused as a deadline: one class per reason. Dates among the facts are written as ISO 8601."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from ctrack.domain.failures import Refused, marked

# A sentence quotes the text that it speaks of, and no more of it than one can read.
_LONGEST_QUOTATION = 80


class DeadlineError(Refused, ValueError):
    """A text that is no deadline; `reason` is a code for programs and `text` the text as it was written.

    `message` speaks of a deadline in the text of an instrument; `typed` of a date that a person typed, where the one
    would not answer the other.
    """

    reason: ClassVar[str] = "not_understood"
    typed: ClassVar[str] = ""
    message = marked(
        'The deadline "{text}" is not understood. Write a date such as 2026-06-30, June 2026 or 2026-Q3, '
        "or keep it in words."
    )

    def __init__(self, text: str, **facts: object) -> None:
        quoted = text if len(text) <= _LONGEST_QUOTATION else text[: _LONGEST_QUOTATION - 1] + "…"
        super().__init__(text=quoted, **facts)
        self.text = text

    def speak_of_typing(self) -> None:
        """Tell from now on of a date that a person typed."""
        self.message = self.typed or self.message


class EmptyDeadline(DeadlineError):
    reason = "empty"
    message = marked("The deadline is empty. Write a date such as 2026-06-30, June 2026 or 2026-Q3.")


class UnknownWord(DeadlineError):
    reason = "unknown_word"
    message = marked(
        'The deadline "{text}" is not understood at "{word}". Write the date alone, such as 2026-06-30 or '
        "June 2026, or keep the deadline in words."
    )


class NotEdtf(DeadlineError):
    reason = "not_edtf"
    message = marked(
        '"{text}" is not a date in EDTF at the precision of a day, month, quarter (2026-33 to 2026-36), '
        "half (2026-40, 2026-41) or year."
    )


class AmbiguousNumbers(DeadlineError):
    """Figures that are two dates, told apart only by a custom that the text does not state."""

    reason = "ambiguous"
    message = marked(
        '"{text}" can be read as {day_first} (day first) or as {month_first} (month first). '
        "Write the one that is meant."
    )

    def __init__(self, text: str, day_first: date, month_first: date) -> None:
        super().__init__(text, day_first=day_first.isoformat(), month_first=month_first.isoformat())
        self.readings = (day_first, month_first)


class TwoDigitYear(DeadlineError):
    reason = "two_digit_year"
    message = marked('The year in "{text}" has two digits. Write it with four.')


class NoSuchDate(DeadlineError):
    reason = "no_such_date"
    message = marked('There is no day {day} in month {month} of {year}, which "{text}" names.')


class NoSuchMonth(DeadlineError):
    reason = "no_such_month"
    message = marked('There is no month {month}, which "{text}" names.')


class NoSuchPart(DeadlineError):
    reason = "no_such_part"
    message = marked('"{text}" names part {number} of a year that has {parts} of them.')


class YearOutOfRange(DeadlineError):
    reason = "year_out_of_range"
    message = marked('"{text}" lies outside the years {earliest} to {latest}, in which dates are kept.')


class NoYear(DeadlineError):
    reason = "no_year"
    message = marked('"{text}" does not say which year. Add the year with four digits.')


class MonthsDisagree(DeadlineError):
    reason = "months_disagree"
    message = marked('"{text}" names month {first} and month {second} as if they were one. Correct one of the names.')


class WeekdayDisagrees(DeadlineError):
    reason = "weekday_disagrees"
    message = marked(
        '"{text}" gives the wrong day of the week for {date}, or the wrong date. Correct one of them, '
        "or leave the day of the week out."
    )


class CountsDisagree(DeadlineError):
    reason = "counts_disagree"
    message = marked('"{text}" says {first} and then {second} of the same thing. Correct one of them.')


class SeveralDates(DeadlineError):
    reason = "several_dates"
    message = marked('"{text}" names more than one date or a span between two. Write the one that is meant.')


class CountedFromEvent(DeadlineError):
    reason = "counted_from_event"
    message = marked(
        '"{text}" counts from something whose date it does not give. Work out the date, or keep the deadline in words.'
    )
    typed = marked(
        '"{text}" counts from something whose date it does not give. Work out the date, such as 2026-06-30, or count '
        "from today, such as +2w."
    )


class CountedFromAdoption(CountedFromEvent):
    """A length that counts from the adoption of the very text that names it."""

    message = marked(
        '"{text}" counts from an adoption whose day is not known here. Work out the date, or keep the deadline in '
        "words."
    )


class CountedFromNothing(CountedFromEvent):
    """A length of time in the text of an instrument, which does not say from when it counts."""

    message = marked(
        '"{text}" does not say from when it counts. Write it out, such as "within 60 days of adoption", or give the '
        "date."
    )


class TiedToEvent(DeadlineError):
    reason = "event"
    message = marked(
        '"{text}" is tied to "{word}", whose date it does not give. Give the date, or keep the deadline in words.'
    )
    typed = marked(
        '"{text}" is tied to "{word}", whose date it does not give. Write the date itself, such as 2026-06-30.'
    )


class FiscalYear(DeadlineError):
    reason = "fiscal_year"
    message = marked(
        '"{text}" speaks of a year that need not begin in January (fiscal, school or the like). '
        "Write the last day of it, or keep the deadline in words."
    )
    typed = marked(
        '"{text}" speaks of a year that need not begin in January (fiscal, school or the like). '
        "Write the last day of it, such as 2026-06-30."
    )


class HijriYear(DeadlineError):
    reason = "hijri"
    message = marked('"{text}" is of the Hijri calendar, which is not converted here. Write the Gregorian date alone.')


class HijriDay(HijriYear):
    """A Hijri day alone, with the day of Umm al-Qura that may be meant."""

    message = marked(
        '"{text}" is of the Hijri calendar, whose days are not the same everywhere. By Umm al-Qura it is {day}; write '
        "that if it is meant."
    )


class HijriPeriod(HijriYear):
    """A Hijri month or year alone."""

    message = marked(
        '"{text}" is of the Hijri calendar, whose days are not the same everywhere. By Umm al-Qura it lasts from '
        "{first} to {last}; write the date that is meant."
    )


class HijriDisagrees(DeadlineError):
    """A Hijri date and a Gregorian one that are more than two days apart."""

    reason = "hijri_disagrees"
    message = marked(
        '"{text}" gives two dates that do not agree: by Umm al-Qura the Hijri one is {hijri}, and the other is {date}. '
        "Correct one of them."
    )


class RecurringDate(DeadlineError):
    reason = "recurring"
    message = marked('"{text}" comes back again and again. Write the first date, and give the recurrence apart.')


class WorkingDays(DeadlineError):
    reason = "working_days"
    message = marked('"{text}" counts working days, which differ from place to place. Write the date.')


class SeasonNamed(DeadlineError):
    reason = "season"
    message = marked('"{text}" names a season, which falls elsewhere in the other hemisphere. Write the month or date.')


class WeekNamed(DeadlineError):
    reason = "week"
    message = marked('"{text}" names a week, whose first day is not the same everywhere. Write the date.')


class VagueDate(DeadlineError):
    reason = "vague"
    message = marked(
        '"{text}" is not exact enough to be kept as a date. Write the date, or keep the deadline in words.'
    )
    typed = marked(
        '"{text}" is not exact enough to be a date. Write one, such as 2026-06-30, June 2026, next month or +2w.'
    )


class StartNotDeadline(DeadlineError):
    reason = "start"
    message = marked('"{text}" says when something begins, not by when it is due. Write the date by which it is due.')
    typed = marked('"{text}" says when something begins. Write the date alone, such as 2026-06-30 or June 2026.')

"""The calendar of working days that the configuration describes: calendar.weekend and the file calendar.holidays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import ConfigurationFault, FileNotText, FileUnreadable, Message
from ctrack.domain.workdays import (
    WEEKENDS,
    BadHoliday,
    Holidays,
    NoWorkingDay,
    WorkCalendar,
    first_weekday_after,
    read_holidays,
)

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation


def read_calendar(invocation: Invocation) -> WorkCalendar:
    """The working days of the office; raises a Failure that names the file of holidays where that is wrong."""
    path = str(invocation.get("calendar.holidays") or "")
    weekend = WEEKENDS[str(invocation.get("calendar.weekend"))]
    if not path:
        return WorkCalendar(weekend)
    try:
        return WorkCalendar(weekend, *read_holidays_file(path))
    except (BadHoliday, NoWorkingDay) as error:
        raise ConfigurationFault(path=path, reason=Message(error.message, error.facts)) from error


def read_weekend(invocation: Invocation) -> WorkCalendar:
    """The working days as far as the weekend tells them: for whom no holiday makes a difference."""
    return WorkCalendar(WEEKENDS[str(invocation.get("calendar.weekend"))])


def read_holidays_file(path: str) -> Holidays:
    """The holidays of a file in UTF-8; raises FileUnreadable, FileNotText or a BadHoliday."""
    try:
        return read_holidays(read_bounded(Path(path)).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FileNotText(path=path, position=error.start) from error
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror) from error


def first_weekday(invocation: Invocation) -> int:
    """The weekday, from Monday = 0, on which a week begins: the day after the weekend."""
    return first_weekday_after(WEEKENDS[str(invocation.get("calendar.weekend"))])

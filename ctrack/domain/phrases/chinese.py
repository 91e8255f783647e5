"""Dates in Chinese, which no blanks part into words: 2026年6月30日, 2026年第二季度, 2026年上半年, 2026年底."""

from __future__ import annotations

import re

YEAR_SIGN = "年"
_FIGURES = {sign: number for number, sign in enumerate("一二三四", 1)} | {str(number): number for number in range(1, 5)}
_DATE = re.compile(
    r"(?P<year>\d{4})\s*年\s*(?:"
    r"(?P<month>\d{1,2})\s*月\s*(?:(?P<day>\d{1,2})\s*日)?"
    r"|第?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<half>[上下])半年"
    r")?(?:底|末|年底|年末)?"
)


def spell_in_figures(text: str) -> str:
    """A Chinese date in EDTF; another text as it is."""
    found = _DATE.fullmatch(text)
    if found is None:
        return text
    year, part = f"{int(found['year']):04}", ""
    if found["month"]:
        part = f"-{int(found['month']):02}" + (f"-{int(found['day']):02}" if found["day"] else "")
    elif found["quarter"]:
        part = f"-{32 + _FIGURES[found['quarter']]}"
    elif found["half"]:
        part = "-40" if found["half"] == "上" else "-41"
    return year + part

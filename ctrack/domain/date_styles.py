"""How languages write dates: the six of the United Nations as it prints them, all others as the Unicode CLDR has it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ctrack.domain.frozen import dataclass
from ctrack.domain.periods import Period, season_number

# What `python -m tools.date_names` takes from CLDR.
FILE = Path(__file__).with_name("date_names.json")


@dataclass(frozen=True, slots=True)
class Style:
    """The names of a language, and how a date is put together of them; `first_day` stands for the 1st.

    `alone` are months without a day, where they are other words; `number` in a template is that of the month. Where a
    language has no words for half-years or seasons, their first and last months stand for them.
    """

    months: Sequence[str]
    quarters: Sequence[str]
    halves: Sequence[str] = ()
    alone: Sequence[str] = ()
    day: str = "{day} {month} {year}"
    month: str = "{alone} {year}"
    part: str = "{part} {year}"
    seasons: Sequence[str] = ()
    first_day: str = "1"
    until_day: str = "≤ {date}"
    until: str = "≤ {date}"


_MONTHS_EN = "January February March April May June July August September October November December"
_MONTHS_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_MONTHS_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_MONTHS_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_ALONE_RU = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"

STYLES: dict[str, Style] = {
    "en": Style(
        months=_MONTHS_EN.split(),
        quarters=("first quarter", "second quarter", "third quarter", "fourth quarter"),
        halves=("first half", "second half"),
        seasons=("spring", "summer", "autumn", "winter"),
        part="{part} of {year}",
        until_day="on or before {date}",
        until="{date} or before",
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
        seasons=("فصل الربيع", "فصل الصيف", "فصل الخريف", "فصل الشتاء"),
        part="{part} من عام {year}",
        until_day="في {date} أو قبله",
        until="في {date} أو قبل ذلك",
    ),
    "fr": Style(
        months=_MONTHS_FR.split(),
        quarters=("premier trimestre", "deuxième trimestre", "troisième trimestre", "quatrième trimestre"),
        halves=("premier semestre", "second semestre"),
        seasons=("printemps", "été", "automne", "hiver"),
        part="{part} de {year}",
        first_day="1er",
        until_day="le {date} ou avant",
        until="{date} ou avant",
    ),
    "es": Style(
        months=_MONTHS_ES.split(),
        quarters=("primer trimestre", "segundo trimestre", "tercer trimestre", "cuarto trimestre"),
        halves=("primer semestre", "segundo semestre"),
        seasons=("primavera", "verano", "otoño", "invierno"),
        day="{day} de {month} de {year}",
        month="{alone} de {year}",
        part="{part} de {year}",
        until_day="el {date} o antes",
        until="{date} o antes",
    ),
    "ru": Style(
        months=_MONTHS_RU.split(),
        alone=_ALONE_RU.split(),
        quarters=("первый квартал", "второй квартал", "третий квартал", "четвертый квартал"),
        halves=("первое полугодие", "второе полугодие"),
        seasons=("весна", "лето", "осень", "зима"),
        day="{day} {month} {year} года",
        month="{alone} {year} года",
        part="{part} {year} года",
        until_day="{date} или ранее",
        until="{date} или ранее",
    ),
    "zh": Style(
        months=tuple(f"{number}月" for number in range(1, 13)),
        quarters=("第一季度", "第二季度", "第三季度", "第四季度"),
        halves=("上半年", "下半年"),
        seasons=("春季", "夏季", "秋季", "冬季"),
        day="{year}年{month}{day}日",
        month="{year}年{month}",
        part="{year}年{part}",
        until_day="{date}或之前",
        until="{date}或之前",
    ),
}


def write_season(season: Period, style: Style) -> str:
    """A season with the months that it holds, for it is another one in the other hemisphere."""
    first, last = season.first.month, season.last.month
    names = style.alone or style.months
    months = f"{names[first - 1]} – {names[last - 1]}"
    years = [season.first.year, *([season.last.year] if season.last.year > season.first.year else [])]
    year = "-".join(map(str, years))
    if not style.seasons:
        return f"{months} {year}"
    return f"{style.part.format(part=style.seasons[season_number(season)], year=year)} ({months})"


def find_style(language: str) -> Style:
    """The style of a language by a code such as ar or ar_KW; a language that nobody knows is written as English."""
    code = language.replace("-", "_").partition("_")[0].lower()
    known = STYLES.get(code)
    if known is not None:
        return known
    read = read_file().get(code)
    return Style(**read) if read else STYLES["en"]


@cache
def read_file() -> dict[str, dict[str, Any]]:
    """The languages of CLDR; what only the six of the United Nations need not load."""
    found: dict[str, dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return found

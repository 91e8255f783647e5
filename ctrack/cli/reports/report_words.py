"""Which report the words ask for: one by its name, the life of one commitment by its code, else progress."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctrack.cli.params.format_words import FILLING
from ctrack.cli.reports.report_table import GROUPINGS, PROGRESS, BadGrouping
from ctrack.domain.failures import Misused, marked
from ctrack.domain.filters.little_words import names_past
from ctrack.domain.filters.plain_words import has_meaning
from ctrack.domain.filters.synonyms import folded
from ctrack.domain.messages import list_all
from ctrack.domain.nearness import nearest
from ctrack.render.format_names import find_format
from ctrack.views.report_names import REPORTS

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation

ONE, CHART = "one", "chart"
# What people call a chart.
BY, AND = frozenset({"by", "per", "par", folded("حسب"), folded("بحسب")}), frozenset({"and", "et", folded("و")})
CHART_WORDS = ("charts", "graph", "graphs", "plot", "diagram")


class NearlyAReport(Misused):
    message = marked(
        "There is no report {word}. Did you mean 'ctrack report {near}'? To filter by the word itself, write "
        "'\"{word}\"'; 'ctrack help reports' lists all reports."
    )


class NamesAFile(Misused):
    message = marked("{word} looks like a file. To write the report into it: 'ctrack report --output {word}'.")


def read_report(invocation: Invocation, words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The name of the report, and the words that are left; raises NearlyAReport or NamesAFile."""
    if not words:
        return PROGRESS, ()
    if words[0] in REPORTS:
        return words[0], words[1:]
    if words[0].casefold() in REPORTS:
        return words[0].casefold(), words[1:]
    if words[0].casefold() in CHART_WORDS:
        return CHART, words[1:]
    if len(words) == 1 and is_code(invocation, words[0]):
        return ONE, words
    leads_on = len(words) > 1 and words[0].casefold() in FILLING
    if not leads_on and folded(words[0]) not in BY and not names_past(words):
        refuse_name(words[0])
    return PROGRESS, words


def take_grouping(words: tuple[str, ...], by: str | None) -> tuple[tuple[str, ...], str | None]:
    """The words without `by` and what a report is grouped by, and that as --by has it; `by` where the option is given.

    One or two groupings stand behind it, with a comma or a word between them: by theme, by theme and agency.
    """
    places = [place for place, word in enumerate(words[:-1]) if folded(word) in BY and is_grouping(words[place + 1])]
    if by is not None or len(places) != 1:
        if by is None and len(words) == 2 and not places and folded(words[0]) in BY and not has_meaning(words[1]):
            raise BadGrouping(known=list_all(GROUPINGS), value=words[1])
        return words, by
    place = places[0]
    end = place + 2
    if folded("".join(words[end : end + 1])) in AND and len(words) > end + 1 and is_grouping(words[end + 1]):
        end += 2
    groups = [word for word in words[place + 1 : end] if folded(word) not in AND]
    return (*words[:place], *words[end:]), ",".join(groups)


def is_grouping(text: str) -> bool:
    """Whether a word, or several with commas between them, is what a report is grouped by."""
    from ctrack.domain.filters.terms import find_field

    fields = [find_field(word) for word in re.split("[,،]", text)]
    return all(field is not None and field.name in GROUPINGS for field in fields)


def is_code(invocation: Invocation, word: str) -> bool:
    """Whether the word is the code of a commitment, and no term of a filter."""
    if ":" in word or not any(sign.isdecimal() for sign in word):
        return False
    from ctrack.services.known_codes import find_whole_code

    return invocation.read(lambda unit: find_whole_code(unit.connection, word)) is not None


def refuse_name(word: str) -> None:
    """Refuse what is nearly the name of a report, or the name of a file: as a filter it would give an empty one."""
    stem, dot, _ending = word.rpartition(".")
    if dot and stem and find_format(word) and ":" not in word:
        raise NamesAFile(word=word)
    if not word.isalpha() or has_meaning(word):
        return
    near = [name for name in nearest(word, REPORTS) if name != ONE]
    if near:
        raise NearlyAReport(word=word, near=near[0])

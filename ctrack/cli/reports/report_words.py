"""Which report the words ask for: one by its name, the life of one commitment by its code, else progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.cli.reports.report_table import PROGRESS
from ctrack.domain.failures import Misused, marked
from ctrack.domain.filters.plain_words import has_meaning
from ctrack.domain.nearness import nearest
from ctrack.render.format_names import find_format
from ctrack.views.report_names import REPORTS

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation

ONE, CHART = "one", "chart"
# What people call a chart.
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
    refuse_name(words[0])
    return PROGRESS, words


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

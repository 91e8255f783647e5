"""Help on what is no command: filters, dates, statuses, exit codes, formats, reports; made from the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ctrack.domain.exits import MEANINGS
from ctrack.domain.failures import marked
from ctrack.domain.filters import beside_words
from ctrack.domain.filters.filter_fields import DATE_FORMS, DATE_HELP, FIELDS, VALUE_HELP
from ctrack.domain.languages import call_language
from ctrack.domain.messages import COMMA, join_words
from ctrack.domain.vocabulary import DueState, Status
from ctrack.render.document import Align, Block, Column, Document, Heading, Paragraph, Table, Tone
from ctrack.render.format_names import describe_formats
from ctrack.text.language import ARABIC, ENGLISH, current_language
from ctrack.text.language import translate as _
from ctrack.views.report_names import PROFILE_KEYS, REPORTS
from ctrack.views.scale_tables import scales_topic


def name_table(
    key: str, rows: Sequence[tuple[str, str]], heading: str, say_beside: Callable[[str], str] | None = None
) -> Table:
    """Names and what they mean; in another language than English, `say_beside` adds what else may be typed for each."""
    columns = (
        Column("name", heading, tone=lambda value: Tone.STRONG),
        Column("help", _("Meaning"), show=_, wraps=True),
    )
    if say_beside is None or current_language() == ENGLISH:
        return Table(key, columns, rows)
    beside = [(name, say_beside(name), text) for name, text in rows]
    return Table(key, (columns[0], beside_column(), columns[1]), beside)


def beside_column() -> Column:
    """The words of the language spoken that may be typed as well."""
    code = current_language()
    heading = _(beside_words.COLUMN) if code == ARABIC else call_language(code)
    return Column("arabic" if code == ARABIC else "spoken", heading, tone=lambda value: Tone.STRONG)


def filters_topic() -> list[Block]:
    """The filter grammar."""
    paragraphs = (
        _("A filter is words side by side; all of them must hold. A comma means any of; 'or', 'not' and parentheses "
          "combine. +tag and -tag ask for tags, and any other word is looked for in codes, titles and summaries of "
          "every language. An unknown field or value is an error, never a search."),
        "ctrack list status:overdue instrument:kuwait-2024",
        "ctrack list kind:event,review due.before:eoy",
        "ctrack list 'not (status:implemented or addressee:un_system)' border",
        _("'and' binds closer than 'or', and 'not' closer than both: a b or c means (a b) or c."),
        _("A word with one meaning of its own is taken for that: a status or state (overdue, done, in progress), a "
          "date or a period (june, next month, 2026-06), codes (KWT-25 KWT-26, any of them), a comparison (due<2027, "
          "progress>=50, between quotation marks for the shell). The line below the list says what was understood. "
          "What stands in quotation marks of its own, '\"overdue\"', is a text."),
        _("Little words before a date say how it is meant: in june, by june, since monday. Those that begin a filter "
          "say nothing: all that are overdue. Anywhere else, and in quotation marks, they are texts."),
        "ctrack list overdue",
        "ctrack due next month",
        "ctrack list KWT-25 KWT-26",
    )  # fmt: skip
    forms = {" ".join(field.forms): field for field in FIELDS.values()}
    rows = [(form, field.help) for form, field in forms.items()]
    return [
        *(Paragraph(text) for text in paragraphs),
        name_table("fields", rows, _("Field"), lambda form: beside_words.say_field(forms[form])),
        Heading(_("Values")),
        value_table(),
    ]


def value_table() -> Table:
    """The values, each with the fields that take it."""
    columns = [
        Column("name", _("Value"), tone=lambda value: Tone.STRONG),
        Column("field", _("Field"), wraps=True),
        Column("help", _("Meaning"), show=_, wraps=True),
    ]
    rows = [(value, join_words(fields_of(value), _, COMMA), text) for value, text in VALUE_HELP.items()]
    if current_language() == ENGLISH:
        return Table("values", tuple(columns), rows)
    columns.insert(1, beside_column())
    say_beside = beside_words.say_value
    return Table("values", tuple(columns), [(value, say_beside(value), *rest) for value, *rest in rows])


def fields_of(value: str) -> list[str]:
    """The fields that take a value; of `none` and `any` each that may be empty."""
    return [f"{name}:" for name, field in FIELDS.items() if value in field.words]


def dates_topic() -> list[Block]:
    """The words for dates."""
    text = _(
        "A date is a day, a month, a quarter, a half or a year, and a deadline runs through the end of its last day: "
        "2026-06-30, 2026-06, 2026-Q3, 2026, June 2026, 30 June 2026, حزيران/يونيه 2026. What "
        "has two readings, such as 03/04/2026, is refused."
    )
    return [
        Paragraph(text),
        name_table(
            "words",
            [*DATE_HELP.items(), *((_(form), text) for form, text in DATE_FORMS.items())],
            _("Word"),
            beside_words.say_date,
        ),
    ]


def statuses_topic() -> list[Block]:
    """The statuses, the states that follow from them and from dates, and how each figure is counted."""
    reported = [(status.value, VALUE_HELP[status.value]) for status in Status]
    states = dict.fromkeys((*(state.value for state in DueState), "postponed"))
    derived = [(state, VALUE_HELP[state]) for state in states if state in VALUE_HELP]
    return [
        name_table("statuses", reported, _("Status"), beside_words.say_value),
        Heading(_("Derived from dates")),
        name_table("derived", derived, _("Derived state"), beside_words.say_value),
        Heading(_("Which date counts")),
        *(Paragraph(text) for text in date_rules()),
        Heading(_("How figures are counted")),
        *(Paragraph(text) for text in count_rules()),
    ]


def date_rules() -> tuple[str, ...]:
    """Overdue, postponed, missed and not looked up, in sentences."""
    return (
        _("Overdue: what counts is the deadline of the text, or the date to which the body that adopted it moved it "
          "('ctrack edit CODE --deadline DATE --source TEXT'). Where there is neither, the target of one's own counts. "
          "Overdue, met late and the days left are told against that date, whatever the target."),
        _("Postponed: the target is later than the date that counts, or where the text has none, later than the first "
          "target. It is open, may be overdue as well, and stands with both dates and with how often the target was "
          "moved to a later day. A target before the date is a plan: it orders 'ctrack due' and reminds, and makes "
          "nothing overdue."),
        _("Missed: of what comes round, each date has a status of its own. The next one opens not reported and at 0 %. "
          "One that went by without being implemented is missed, and stays so until it is met or waived by its date "
          "('ctrack update CODE --occurrence DATE'). The undertaking counts as implemented only while the last date "
          "that came due was met and the next one has not gone by."),
        _("Not looked up: the date is past and nobody has observed anything, and it is an undertaking of another party "
          "than the home party, or an act of all who took part in a conference together. It is no arrears, and is "
          "counted apart until something is observed. What was done on or before a day, on which somebody saw it, is "
          "never met late."),
    )  # fmt: skip


def count_rules() -> tuple[str, ...]:
    """How each rate and each count comes about."""
    return (
        _("The implementation rate is implemented / (all - not applicable - overtaken by events)."),
        _("Statuses, overdue, due soon, postponed and not looked up count undertakings: one of a party, however many "
          "dates it has. Missed counts dates: who missed a yearly date twice has one undertaking overdue and two dates "
          "missed. What is overdue is never counted as not looked up, and what is postponed may be counted as overdue "
          "as well."),
    )  # fmt: skip


def exits_topic() -> list[Block]:
    """The exit codes."""
    columns = (
        Column("code", _("Code"), align=Align.END, tone=lambda value: Tone.STRONG),
        Column("meaning", _("Meaning"), show=_, wraps=True),
    )
    return [Table("exit_codes", columns, [(int(code), text) for code, text in MEANINGS.items()])]


def formats_topic() -> list[Block]:
    """The output formats."""
    return [name_table("formats", list(describe_formats().items()), _("Format"))]


def reports_topic() -> list[Block]:
    """The reports, and how one is narrowed, moved to another day and kept."""
    paragraphs = (
        _("'ctrack report NAME' prints one; a filter after the name narrows it. --as-of DATE shows how things stood, "
          "--output FILE keeps it in the format that the ending names, and --profile NAME orders a report that was "
          "described once. Each ends with a fingerprint, which 'ctrack verify' checks."),
        _("Its figures are those of the home party, or of the parties that the filter names; what others owe stands "
          "below, apart, and no figure adds the two. A terminal cuts long lists and says of how many; --all shows them "
          "whole. In CSV and TSV a report is one table whose first column names the block."),
        _("A note is public, restricted or internal. A file and a paper withhold internal notes, and 'report country' "
          "all that are not public; --redact says otherwise. Every page carries its classification."),
        _("A profile describes a report once: a text file, NAME.toml, in the folder profiles beside the configuration, "
          "whose place 'ctrack config list' tells. It has as many of these keys as are wanted, each a text: {keys}. "
          "'ctrack report --profile NAME' orders it; options count before what it says, words narrow it further."
          ).format(keys=join_words(PROFILE_KEYS, _)),
        "ctrack report deadlines instrument:kuwait-2024",
        "ctrack report country --redact restricted --output report.docx",
    )  # fmt: skip
    return [*(Paragraph(text) for text in paragraphs), name_table("reports", list(REPORTS.items()), _("Report"))]


TOPICS: dict[str, tuple[str, Callable[[], list[Block]]]] = {
    "filters": (marked("Filters"), filters_topic),
    "dates": (marked("Dates"), dates_topic),
    "statuses": (marked("Statuses"), statuses_topic),
    "scales": (marked("Scales"), scales_topic),
    "exit-codes": (marked("Exit codes"), exits_topic),
    "formats": (marked("Formats"), formats_topic),
    "reports": (marked("Reports"), reports_topic),
}


def view_topic(name: str) -> Document:
    """Help on a topic."""
    title, make = TOPICS[name]
    blocks = (Heading(_(title), 1), *make())
    return Document(_(title), current_language(), blocks, {"topic": name})

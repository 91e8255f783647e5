"""What can be wrong with a filter. Columns count from 1, over the words joined by single blanks."""

from __future__ import annotations

from collections.abc import Callable

from ctrack.domain.failures import Failure, Misused, marked


class FilterError(Misused, ValueError):
    """A filter that cannot be understood; `facts` always hold the column."""

    @property
    def column(self) -> int:
        """Where it went wrong, counted from 1."""
        return int(str(self.facts["column"]))


class UnknownField(FilterError):
    message = marked(
        'There is no filter field "{name}" (column {column}). Try {nearest}; to search for the text itself, '
        "write '\"{word}\"'. 'ctrack help filters' lists all."
    )


class UnknownRelation(FilterError):
    message = marked('{field} has no ".{relation}" (column {column}). Try {nearest}.')


class UnknownValue(FilterError):
    message = marked("{field} cannot be \"{value}\" (column {column}). Try {nearest}; 'ctrack help filters' lists all.")


class EmptyValue(FilterError):
    message = marked(
        'A value is missing after "{field}:" or one of its commas (column {column}). Write it with no blank before it.'
    )


class EmptyPhrase(FilterError):
    message = marked("There is nothing between the quotation marks (column {column}).")


class UnclosedQuote(FilterError):
    message = marked("The quotation mark at column {column} is never closed.")


class UnbalancedParenthesis(FilterError):
    message = marked(
        "The parenthesis at column {column} has no partner. Close it, or put text that holds one "
        "between quotation marks."
    )


class EmptyParentheses(FilterError):
    message = marked("There is nothing between the parentheses at column {column}.")


class DanglingKeyword(FilterError):
    message = marked(
        '"{word}" at column {column} lacks a condition beside it. To search for the word itself, write \'"{word}"\'.'
    )


class TooDeep(FilterError):
    message = marked("The filter is nested more than {most} deep at column {column}. Write it more simply.")


class TooManyWords(FilterError):
    message = marked(
        "The filter has more than {most} words and values (column {column}). Ask for less at a time, or by what they "
        "share: an instrument, a section, a theme or a tag."
    )


class NamesPast(FilterError):
    message = marked(
        "A filter does not go back in time (column {column}): write --as-of {date} to see how things stood then."
    )


class TwoMeanings(FilterError):
    message = marked(
        '"{word}" (column {column}) may be a year or a text. Write due:{word} for what is due in that year, or '
        "'\"{word}\"' for the text; 'ctrack help filters' tells more."
    )


class BadTag(FilterError):
    message = marked('"{tag}" is not a tag (column {column}): one word of letters, digits, hyphens and dots.')


class BadNumber(FilterError):
    message = marked('{field} is a whole number from 0 to 100; "{value}" is not (column {column}).')


class BackwardSpan(FilterError):
    message = marked('{field}: "{value}" ends before it begins (column {column}).')


class BadDate(FilterError):
    """`reason` is the failure of whoever read the date, and is told in the same language."""

    message = marked(
        '{field}: "{value}" is not a date that can be read (column {column}). {reason} '
        "'ctrack help dates' tells how dates are written."
    )

    def tell(self, translate: Callable[[str], str] = marked) -> str:
        """The sentence, and the reason after it, in the language of `translate`."""
        reason = self.facts["reason"]
        told = reason.tell(translate) if isinstance(reason, Failure) else reason
        return translate(self.message).format(**{**self.facts, "reason": told})

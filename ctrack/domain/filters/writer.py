"""A filter written back as words, in the shortest form that reads as the same filter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ctrack.domain.filters.lexer import KEYWORDS
from ctrack.domain.filters.plain_words import has_meaning
from ctrack.domain.filters.synonyms import folded
from ctrack.domain.filters.terms import SPAN_MARK
from ctrack.domain.filters.tree import And, Node, Not, Or, Span, Tag, Term, Words

_PLAIN = re.compile(r"\w[\w./-]*")


def write_filter(node: Node) -> str:
    """The filter as one text that `parse_filter` reads as the same tree."""
    match node:
        case Term():
            return _write_term(node)
        case Tag():
            return f"{'+' if node.wanted else '-'}{node.name}"
        case Words():
            return _quote(node.text, is_text=node.is_quoted or has_meaning(node.text))
        case Not():
            return f"not {_group(node.part, (And, Or))}"
        case And():
            return " ".join(_group(part, (And, Or)) for part in node.parts)
        case Or():
            return " or ".join(_group(part, (Or,)) for part in node.parts)


def _group(part: Node, kinds: tuple[type[Node], ...]) -> str:
    """The part, within parentheses if it is of a kind that would be read otherwise without them."""
    written = write_filter(part)
    return f"({written})" if isinstance(part, kinds) else written


def _write_term(term: Term) -> str:
    name = term.field if term.relation == "is" else f"{term.field}.{term.relation}"
    return f"{name}:{','.join([*map(_quote, term.values), *_write_spans(term.dates)])}"


def _write_spans(spans: Iterable[Span]) -> Iterable[str]:
    for first, last in spans:
        yield f"{first}" if first == last else f"{first}{SPAN_MARK}{last}"


def _quote(text: str, *, is_text: bool = False) -> str:
    if _PLAIN.fullmatch(text) and folded(text) not in KEYWORDS and not is_text:
        return text
    return '"' + text.replace('"', '""') + '"'

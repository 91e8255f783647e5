"""How a language sets a label before its value, a heading before what it heads, and a share of a hundred.

French keeps a blank before a colon and a per cent sign, at which no line breaks.
"""

from __future__ import annotations

from ctrack.text.language import translate


def label_value(label: str, value: str) -> str:
    """A label and what it is of."""
    return translate("{label}: {value}").format(label=label, value=value)


def end_label(label: str) -> str:
    """A label of what stands below it, or behind it and a blank."""
    return translate("{label}:").format(label=label)


def before_colon(label: str) -> str:
    """A label of what stands below it, whose colon is set by another program."""
    return end_label(label).removesuffix(":")


def say_share(percent: object) -> str:
    """A share in figures."""
    return translate("{percent}%").format(percent=percent)

"""Prose, help and errors for a terminal that does not order Arabic itself: shaped, wrapped, ordered line by line."""

from __future__ import annotations


def dress_text(text: str, mode: str, width: int) -> str:
    """The text as the terminal needs it in this mode; indentation moves to the side where reading begins."""
    return text

"""The names of the reminder channels, apart from all that sends, so that help needs no more than this."""

from __future__ import annotations

CHANNELS = ("smtp", "sendmail", "eml", "letter", "command", "webhook")

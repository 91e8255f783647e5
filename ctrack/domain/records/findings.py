"""The records of what `ctrack doctor` found: one thing each, how grave it is, and what to do."""

from __future__ import annotations

from enum import StrEnum

from ctrack.domain.frozen import dataclass


class Gravity(StrEnum):
    """How grave a finding is; the later the graver."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in words: what was found, and where something is to be done, what."""

    key: str
    text: str
    gravity: Gravity = Gravity.OK
    advice: str = ""

"""What a new register holds, as the files of the catalogue have it, so that tests carry no figure of it."""

from __future__ import annotations

import re
from pathlib import Path

import ctrack.catalogue
from ctrack.domain.catalogue import FIRST_INSTRUMENTS

FOLDER = Path(ctrack.catalogue.__file__).parent
TEXTS = [(FOLDER / f"{slug}.toml").read_text("utf-8") for slug in FIRST_INSTRUMENTS]
INSTRUMENTS = len(TEXTS)
COMMITMENTS = sum(text.count("\n[[commitment]]\n") for text in TEXTS)
# What binds every State, and so the home party of a register that was made without one.
OF_STATES = re.compile(r'^addressee = "(?:member_states|both|participants)"$', re.MULTILINE)
HOME = sum(len(OF_STATES.findall(text)) for text in TEXTS)

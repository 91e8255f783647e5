"""The channels by their names: each is a module of `ctrack.notify.channels`, not imported to know its name."""

from __future__ import annotations

import os

from ctrack.domain.modules import list_modules

CHANNELS = list_modules(os.path.join(os.path.dirname(__file__), "channels"))

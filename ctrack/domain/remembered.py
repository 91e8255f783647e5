"""What was made of values before: of what follows one another in a long list most is alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# So many values are remembered; of texts in languages fewer, for they are long and mostly differ.
MOST, MOST_TEXTS = 4_096, 1_024


class Remembered(dict[Any, Any]):
    """What was made of the last few thousand different values, which are all of one type, or nothing."""

    def __init__(self, make: Callable[[Any], Any], most: int = 0) -> None:
        self.make, self.most = make, most or MOST

    def __missing__(self, value: Any) -> Any:
        if len(self) >= self.most:
            self.clear()
        made = self[value] = self.make(value)
        return made

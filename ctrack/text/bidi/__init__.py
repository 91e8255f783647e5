"""The Unicode Bidirectional Algorithm (UAX #9): levels, visual order, and the map between the two orders."""

from ctrack.text.bidi.classes import Base
from ctrack.text.bidi.levels import Levels, base_direction, resolve_class_levels, resolve_levels
from ctrack.text.bidi.order import line_to_visual, to_visual, visual_order

__all__ = [
    "Base",
    "Levels",
    "base_direction",
    "line_to_visual",
    "resolve_class_levels",
    "resolve_levels",
    "to_visual",
    "visual_order",
]

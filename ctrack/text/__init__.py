"""Languages, Arabic shaping and bidi, and text made safe for a terminal."""

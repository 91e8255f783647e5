"""What a terminal shows: tables, bars and texts in either direction, drawn by Rich or without it."""

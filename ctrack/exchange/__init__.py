"""One file per foreign format that is read or written."""

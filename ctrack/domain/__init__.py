"""Plain values and rules: nothing here reads a file, a clock or a database."""

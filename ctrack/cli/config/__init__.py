"""What the program is told once: the configuration file, its settings, and what else is read from them."""

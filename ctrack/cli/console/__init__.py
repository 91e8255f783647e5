"""What is shown: the screen, files, the printer, and how a failure is told; commands print through here alone."""

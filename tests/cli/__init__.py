"""Tests of the command line: what a user types, and what comes back."""

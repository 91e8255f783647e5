"""Breaks ctrack on purpose, one place at a time, and counts how often the quick tests notice.

`python -m tools.mutants` draws places by a fixed seed, breaks one in each mutant, runs the tests that cover it, and
prints how many were killed. What it knows stands in `build/mutants/`, so that a run which was stopped goes on where it
was. `survivors.md` names those that survive, and says why.

The mutants are those of cosmic-ray, which breaks whatever a module holds. mutmut leaves out
every function with a decorator, and so each property and validator, and whatever stands outside of functions.
cosmic-ray runs one command for every mutant, which here would be the whole quick lane, minutes each; so the trials are
our own: one run under coverage tells which tests cover a line, and a fork of a process that has imported the libraries
already runs only those, the likeliest and the fastest first, until one fails.
"""

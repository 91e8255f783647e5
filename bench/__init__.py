"""How fast ctrack is, and how fast it has promised to be: `python -m bench` measures, and writes bench/RESULTS.md."""

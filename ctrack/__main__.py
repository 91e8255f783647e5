"""`python -m ctrack` is the command `ctrack`."""

from ctrack.cli.main import main

main()

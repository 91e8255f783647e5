"""`python -m ctrack` is the command `ctrack`."""

from ctrack.cli.main import main

if __name__ == "__main__":
    main()

"""One file per command, as in `ctrack.cli.commands`."""

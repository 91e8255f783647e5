"""One file per command; the table in `ctrack.cli.command_table` names them."""

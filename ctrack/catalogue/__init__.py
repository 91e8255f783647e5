"""The shipped instruments, one TOML file each, and the table of the UN's member States."""

"""What `export` gathers for each kind of form, and how a register that was exported comes back: one file for each."""

"""Two registers that grew apart, made one again: by what each did since, whichever is asked to take in the other."""

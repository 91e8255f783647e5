"""The closed grammar of deadlines: what documents write in English, Arabic and French, and nothing else."""

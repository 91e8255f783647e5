"""Services of what comes round again: its rule, its occurrences, and the dates ahead."""

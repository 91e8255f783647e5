"""What is measured, area by area; each module has `list_budgets(place, sizes)`."""

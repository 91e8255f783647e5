"""What is typed: dates, filters, notes, codes and choices, read into the values of the domain."""

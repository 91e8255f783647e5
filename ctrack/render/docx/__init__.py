"""What a Word file is made of: its styles and frame, its text, its tables and charts, and the package around them."""

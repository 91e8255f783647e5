"""What the PDF is made of: the template, its data, its fonts."""

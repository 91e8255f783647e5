"""The rooms of a web page: markup, blocks, tables, charts, and the page around them."""

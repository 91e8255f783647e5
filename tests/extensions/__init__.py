"""What CONTRIBUTING promises under "To add": each kind of extension made for real, on a copy of the program."""

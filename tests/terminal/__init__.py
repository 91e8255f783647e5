"""The program on real terminals."""

"""What makes the files of the repository that a program writes: run each as `python -m tools.NAME` at its root."""

"""The screen: everything that imports PySide6, and nothing else."""

"""The screen: everything that imports Qt, and nothing else."""

"""The command line: each command a thin caller of the core."""

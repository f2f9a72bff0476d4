"""Runs every benchmark and prints one table: ``make bench``."""

from benchmarks import findings, minutes, reading, storage, window
from benchmarks.table import print_table

print_table(
    [row for part in (storage, minutes, reading, findings, window) for row in part.measure()]
)

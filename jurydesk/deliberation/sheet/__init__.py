"""A sitting kept as a table: read, understood, replayed."""

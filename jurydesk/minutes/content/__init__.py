"""What the minutes say, as plain data."""

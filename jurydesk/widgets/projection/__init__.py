"""What the second screen shows."""

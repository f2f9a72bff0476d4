"""What is printed: content first, then PDF."""

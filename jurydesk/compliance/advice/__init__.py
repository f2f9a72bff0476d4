"""What would make a jury compliant, and which compositions are."""

"""The page of the certification and its rules."""

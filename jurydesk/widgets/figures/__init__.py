"""The page « Bilan »."""

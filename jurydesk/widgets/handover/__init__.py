"""The page of what leaves after the jury."""

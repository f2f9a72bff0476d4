"""The page of the minutes and of their signatures."""

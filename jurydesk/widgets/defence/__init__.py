"""The page of the thesis defences."""

"""The page of the candidates."""

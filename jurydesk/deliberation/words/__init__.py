"""What is said of a sitting: names, acts, candidates, what the room and the projection show."""

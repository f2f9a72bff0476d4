"""How the minutes are sealed and signed, and how anyone checks it."""

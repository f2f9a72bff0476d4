"""French as people read it: spaces, numbers, days, names, agreement, lists."""

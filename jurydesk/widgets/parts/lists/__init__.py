"""What every list and table of the window owes: sort, copy, find, print, names kept in sight."""

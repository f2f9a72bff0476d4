"""Printing: the dialog, what was chosen in it, and the pages or the file that leave."""

"""Reading a table on screen: its preview, its questions, its columns named by hand."""

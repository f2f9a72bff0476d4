"""The window around the pages: start, rail, assistant, help, crash report."""

"""What the rail shows beside the names of the pages."""

"""Who is examined: candidates, and reading them from spreadsheets."""

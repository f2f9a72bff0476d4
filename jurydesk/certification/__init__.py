"""What is certified: blocs, levels, routes, the rulebook and the RNCP open data."""

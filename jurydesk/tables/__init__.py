"""What people keep in spreadsheets, read with every doubt said; cohort, jury and sheet use it."""

"""How the minutes look: fonts, grids, sections, the PDF file."""

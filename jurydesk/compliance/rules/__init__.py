"""One module per rule: a function of plain arguments that returns findings."""

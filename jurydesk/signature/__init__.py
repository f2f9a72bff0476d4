"""How minutes are sealed and signed, and how anyone checks them."""

"""The keyboard: one table of keys, read by their place, held keys told apart."""

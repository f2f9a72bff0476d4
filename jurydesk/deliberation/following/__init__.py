"""The next ordinary session: who comes back from earlier ones, with what."""

"""The code of a certificate: made, read from a page, and judged."""

"""The figures of a sitting (« bilan »): counts without a name, of one session or of several."""

"""What a session that rectifies a sealed one changes, and how it is prepared."""

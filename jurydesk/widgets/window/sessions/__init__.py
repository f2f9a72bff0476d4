"""The session files: what is known of them without opening them, copies, their folder."""

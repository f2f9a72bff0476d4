"""The session file: a journal of facts, its fold to a state, migrations, copies."""

"""The session file: a journal of facts, the state it makes, migrations, copies."""

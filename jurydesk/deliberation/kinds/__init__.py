"""What each kind of fact is; one record each, all of them in the registry."""

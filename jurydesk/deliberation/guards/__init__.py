"""Whether an act is allowed now: one check per kind of fact."""

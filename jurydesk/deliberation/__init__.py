"""What the jury decides: attendance, ballots, defence marks, decisions, outcomes."""

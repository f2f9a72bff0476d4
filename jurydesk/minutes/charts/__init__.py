"""How charts are drawn: plain shapes, set out once for the screen, for pictures and for paper."""

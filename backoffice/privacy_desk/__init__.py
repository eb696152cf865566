"""The privacy officer's desk: what waits, on one page, each count a way to its list (2.21)."""

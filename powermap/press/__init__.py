"""Finished PDF bytes in; what a print shop needs out: marks, ink, tiles, imposed sheets."""

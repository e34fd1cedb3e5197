"""Timescales: declared clocks and ladders turned into rows with a state."""

"""The command line: the only place that reads the wall clock, the environment and the terminal."""

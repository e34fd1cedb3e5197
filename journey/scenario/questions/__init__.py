"""The questions of scenarios, one file per kind; each file has ``QUESTIONS``."""

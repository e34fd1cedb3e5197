"""Drift: flags for a person to check, by what each is raised from."""

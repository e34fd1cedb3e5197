"""A child's journey as a scenario with invented names and moved dates: still personal data, not for publication."""

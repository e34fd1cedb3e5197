"""The reports of the case system, with exactly the columns that the maps shipped with a release read."""

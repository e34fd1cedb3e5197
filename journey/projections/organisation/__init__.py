"""The organisation as at a day: hubs, teams, posts and workers, and which hub was responsible for a child."""

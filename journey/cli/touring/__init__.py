"""The tour of ``journey demo tour``: what it shows, of whom, and how its commands are run."""

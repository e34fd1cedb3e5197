"""The store: an append-only, hash-chained log of statements, its keyring and its access log."""

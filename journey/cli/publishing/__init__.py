"""Published tables: where they go, how they are written, and which a store knows of when a record must leave them."""

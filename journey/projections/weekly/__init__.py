"""The weekly list: whom to chase, for what, and since when."""

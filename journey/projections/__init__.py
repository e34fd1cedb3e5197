"""What the log says, as at any day and as known at any day. Nothing here is stored; everything can be rebuilt."""

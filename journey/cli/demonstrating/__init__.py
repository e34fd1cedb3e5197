"""What ``journey demo`` makes, one command a file."""

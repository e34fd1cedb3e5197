"""Where things stand with one child, and the journey that led there."""

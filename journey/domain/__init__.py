"""What happened to a child, said as statements about facts. Pure: no clock, no files, no database."""

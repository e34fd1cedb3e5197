"""What the importers recover of the invented borough from its own files, and what each format loses."""

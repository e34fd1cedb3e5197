"""Files that a scenario shows as tables: read, written as real files, and taken in by the real importers."""

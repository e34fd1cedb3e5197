"""Annex A as at any day, written from the declarations by which it is read (``importers.annex_a``)."""

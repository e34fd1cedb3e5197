"""Exporters: what a store holds, written in the form of a format that importers read, from the same declarations."""

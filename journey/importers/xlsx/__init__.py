"""Workbooks (.xlsx): read here, cell by cell, because what a blank means decides what is recorded about a child.

The ready readers show an error and an uncalculated formula as a blank cell, which would read as "not filled in", and
lay a sheet out in full before its size is known, so that one stray cell at the far corner exhausts the machine.
"""

"""The sources of ``journey import``: a file of this folder that defines ``command`` is one, under the file's name.

``asked`` holds the options that all share, ``take_in`` what all do: open the store, read, compare, write, hand refused
rows back, and show the counts.
"""

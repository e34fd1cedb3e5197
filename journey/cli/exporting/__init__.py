"""The formats of ``journey export``: a file of this folder that defines ``command`` is one, under the file's name.

``asked`` holds the options that all share, ``write_out`` what all do: stand in time, record who takes what away and
why, and write a file that its owner alone can read.
"""

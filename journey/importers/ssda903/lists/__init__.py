"""The files of the 903 return, every column declared once, by theme.

Most files are read row by row: each row is about one fact. Rows of the Episodes file are about three things that begin
and end on days of their own, so their facts stand in lists of their own (``read_from``), and the file counts its rows.
"""

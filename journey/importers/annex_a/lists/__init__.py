"""The eleven lists of Annex A, every column declared once, by theme.

A column that says two things is declared twice under one header: the day of a strategy discussion is also the day on
which the enquiry began; the team and worker of a row are the child's allocation while the row is open and a detail of
its end afterwards.
"""

"""The tables of the Standard Safeguarding Dataset, every column declared once, by theme."""

"""What is published: the facts as they stand and what follows from them, as tables for a spreadsheet or Power BI.

``tables`` names the columns, ``rows`` makes the rows. Free text, numbers of persons, birth dates and postcodes are in
none of them.
"""

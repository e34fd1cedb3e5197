"""The floor: the four questions of a case audit in one compiled pass over the columns of a journal.

Written as one would by hand, for this log alone: loops over each child's rows, compiled with Numba, and only totals at
the end. It knows no corrections, no merges, no structure of the organisation, no two times, and names no events; it
refuses a log that holds anything else than what the made-up borough does. Its totals must equal the product's.
"""

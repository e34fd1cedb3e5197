"""The journal: a columnar copy of the log, from which questions about all children are answered.

The log is the record; the journal can be thrown away and made again at any time (``journey rebuild``). It lies in
Parquet files in a folder that only its owner can read. The children are numbered in the order in which the log first
names them, and their statements lie in buckets of so many children in a row, those that stand alone in the order in
which they are read. What the log takes in goes to small tails, which are folded into the buckets when they have grown.

>>> with open_journal(log) as journal:
...     for batch in journal.batches(as_at, known_at, coverage=coverage):
...         batch.select(("ReferralReceived",), "source")
"""

from journey.projections.journal.journal import Journal, Say, has_journal, nothing, open_journal, rebuild, remove_old

__all__ = ["Journal", "Say", "has_journal", "nothing", "open_journal", "rebuild", "remove_old"]

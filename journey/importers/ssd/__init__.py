"""The Standard Safeguarding Dataset: a table a file, with ids by which rows belong to each other."""

from journey.importers.ssd.columns import SSD
from journey.importers.ssd.reader import read_ssd

__all__ = ["SSD", "read_ssd"]

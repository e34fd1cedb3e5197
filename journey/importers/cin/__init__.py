"""The children in need census (DfE): the yearly return on every child referred or in need, as XML."""

from journey.importers.cin.columns import CIN
from journey.importers.cin.reader import read_cin

__all__ = ["CIN", "read_cin"]

"""SSDA903, the yearly return on looked-after children: one file a subject, or all of them as XML."""

from journey.importers.ssda903.columns import SSDA903
from journey.importers.ssda903.reader import read_ssda903

__all__ = ["SSDA903", "read_ssda903"]

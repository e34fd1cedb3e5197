"""Any report a case system prints, one row an event: a map in TOML says what its columns mean.

``read_map`` reads a map, ``shipped`` finds those that come with the release, ``read_report`` reads a file by one.
"""

from journey.importers.report.language import read_map
from journey.importers.report.listing import declaration_of
from journey.importers.report.map import ReportMap
from journey.importers.report.reader import read_report

__all__ = ["ReportMap", "declaration_of", "read_map", "read_report"]

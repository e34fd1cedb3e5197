"""Our own lossless form of the log: every statement a row of CSV, written by ``export csv`` and read back here."""

from journey.importers.events.reader import EventFile, Line

__all__ = ["EventFile", "Line"]

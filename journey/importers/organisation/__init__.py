"""An authority's organisation over time, from a small file that people keep: hubs, posts, teams, settings."""

from journey.importers.organisation.columns import ORGANISATION
from journey.importers.organisation.reader import read_organisation

__all__ = ["ORGANISATION", "read_organisation"]

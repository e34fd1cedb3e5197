"""Importers: what files say, read into rows of claims (``journey.domain.extract``). Nothing is compared or stored."""

"""Importers: what files say, read into rows of claims (``journey.domain.extract``); nothing is compared or stored here."""

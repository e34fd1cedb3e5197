"""Packs for auditors: what the log shows of each journey, apart from what only people and files can show."""

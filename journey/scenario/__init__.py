"""Scenarios: tables that an auditor can write, read strictly, answered by the real store and projections."""

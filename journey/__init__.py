"""Event-sourced case journeys for children's social care."""

__version__ = "0.1.0"

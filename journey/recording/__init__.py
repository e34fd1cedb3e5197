"""Recording by hand: the decisions of ``journey.domain.recording``, read from and written to a store.

The command line, the public Python API and the scenarios' **When** go through the same functions.
"""

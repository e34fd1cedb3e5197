"""What a diagnostic found, as rows: of grades, agreement, timescales, journeys, and what may not be concluded.

Everything about journeys is asked where the frame stands, everything auditors said up to the statement at which the
diagnostic stands: the same release gives the same rows in five years.
"""

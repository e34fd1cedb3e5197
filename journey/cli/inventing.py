"""A child's journey as a scenario with invented names: ``journey show CHILD --format md --invent``."""

from __future__ import annotations

from journey.cli.session import Session
from journey.cli.sources import declarations
from journey.domain.errors import UsageError


def invent(reader: Session, child: str) -> None:
    """Print the scenario, recorded as an export. Raises UsageError for another format than Markdown, UnknownChild."""
    from journey.domain.statements import split_stream
    from journey.projections.cluster import cluster_of, find_stream
    from journey.projections.coverage.carried import carried
    from journey.projections.effective import effective_history
    from journey.projections.organisation.rule_settings import settings_on
    from journey.scenario.invent.moving import secret_weeks
    from journey.scenario.invent.page import RealChild, invented

    if reader.asked.format != "md":
        raise UsageError("--invent prints a table in Markdown: say --format md, or --output FILE.md.")
    log, at = reader.log, reader.standpoint
    cluster = cluster_of(log, find_stream(log, child), at.known_at, at.position)
    history = effective_history(cluster.all, at.as_at, at.known_at, at.position, inferred=at.inferred)
    if not any(fact.stands for fact in history):
        raise UsageError(f"Nothing was known of {child} then: there is nothing to put in a table.")
    coverage = carried(log, at, declarations(), [split_stream(cluster.survivor)[1]])
    real = RealChild(log, cluster.survivor, history, at.as_at, at.known_at, coverage, settings_on(log, at))
    reader.deliver_export(invented(real, secret_weeks(log, cluster.survivor, at.as_at)), cluster.survivor)

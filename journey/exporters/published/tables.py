"""The tables that are published, and their columns: few, the same at each publication, joined by ``la, child_id``."""

from __future__ import annotations

from typing import Final

from journey.store.tables import Columns

_CHILD: Final[Columns] = {"la": "text", "child_id": "text"}

TABLES: Final[dict[str, Columns]] = {
    "children": {
        **_CHILD,
        "age": "count",
        "sex": "text",
        "ethnicity": "text",
        "disability": "text",
        "case_status": "text",
        "plan": "text",
        "lead_worker": "text",
        "lead_worker_name": "text",
        "team": "text",
        "hub": "text",
        "facts": "count",
        "first": "date",
        "last": "date",
    },
    "facts": {
        **_CHILD,
        "fact": "text",
        "event": "text",
        "title": "text",
        "occurred_on": "date",
        "occurred_from": "date",
        "precision": "text",
        "known_on": "date",
        "known_from": "date",
    },
    "details": {**_CHILD, "fact": "text", "event": "text", "field": "text", "value": "text", "label": "text"},
    "spans": {
        **_CHILD,
        "kind": "text",
        "fact": "text",
        "started_on": "date",
        "begun_before": "flag",
        "ended_on": "date",
        "ended_by": "text",
    },
    "timescales": {
        **_CHILD,
        "rule": "text",
        "title": "text",
        "step": "text",
        "authority": "text",
        "started_on": "date",
        "due": "date",
        "stopped_on": "date",
        "ended_on": "date",
        "state": "text",
        "days_over": "count",
        "reason": "text",
        "events": "text",
    },
    "handoffs": {
        **_CHILD,
        "kind": "text",
        "changed_on": "date",
        "changed_from": "date",
        "held_before": "text",
        "held_before_name": "text",
        "held_after": "text",
        "held_after_name": "text",
        "stage": "text",
        "precision": "text",
    },
    "caseloads": {
        "held_by": "text",
        "holder": "text",
        "holder_name": "text",
        "children": "count",
        "families": "count",
        "assessment": "count",
        "cin": "count",
        "cp": "count",
        "looked_after": "count",
        "leaver": "count",
        "other": "count",
        "duty": "count",
    },
}
"""By name. ``details`` holds the fields of a fact, one a row: a code with its label, a day in ISO form, or words;
``caseloads`` a row for each lead worker, consultant, team and hub (``held_by``), the same children four times."""

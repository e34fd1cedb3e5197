"""A scenario file without a mistake, and its rows, to make mistakes in."""

from __future__ import annotations

from pathlib import Path

GOOD = """\
# Referrals
A referral is a request for services.

## A referral is on record
As at: 30 June 2017

**Given**
| Date         | Child | Event             | Who        | Known        | Details    |
|--------------|-------|-------------------|------------|--------------|------------|
| 2 March 2017 | Ada   | Referral received |            | 3 March 2017 | source: 2A |
| 3 March 2017 | Ada   | Worker allocated  | Priya Shah |              | hub: Hub 4 |

**Then**
| Child | Question                  | Answer       | Because     |
|-------|---------------------------|--------------|-------------|
| Ada   | days of Referral received | 2 March 2017 | as recorded |
"""
PATH = Path("referrals.md")
REFERRAL = "| 2 March 2017 | Ada   | Referral received |            | 3 March 2017 | source: 2A |"
WORKER = "| 3 March 2017 | Ada   | Worker allocated  | Priya Shah |              | hub: Hub 4 |"
ASKED = "| Ada   | days of Referral received | 2 March 2017 | as recorded |"


def row(event: str, details: str = "", who: str = "", date: str = "4 March 2017", child: str = "Ada") -> str:
    """A row of the Given table."""
    return f"| {date} | {child} | {event} | {who} | | {details} |"

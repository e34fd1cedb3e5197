"""A child looked after for twelve months had two or more changes of lead worker in that time.

Cover with the same worker's return is no change, nor is the first worker of a case.
"""

from journey.domain.rules.language import Check
from journey.domain.rules.spans import CARE

CHECKS = (Check("W02", "changes", CARE, needs=("WorkerAllocated|AllocationObserved",)),)

"""Who holds a case: allocations, cover, handoffs, caseloads."""

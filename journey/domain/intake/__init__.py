"""Intake: what one file newly says about one child, compared with what the same source said before and after.

The flow, for one child and one source::

    files in order ──> says (what each file says) ──> compare(state, says) ──> statements
                                                           │
                            state.apply(statement) <───────┘

``compare`` is one step of a fold over the source's files in the order of the days they speak for. A file that arrives
in order is one more step. A file that arrives late is put in its place, the fold is run again from there, and the
difference between the statements that should be there and those that are is written (``sequence``): statements that
are missing, and, for those that no longer follow, a retraction of that statement alone. So the order of arrival
cannot matter.
"""

"""The fewest transfers and handoffs: the same worker, the same hub, and where they must change, face to face.

Asked of each open case: whether its lead worker changed in the last twelve months, cover aside, and whether another hub
took it on by a decision about the child, which a reorganisation is not. Asked of each handover: whether the workers met
face to face, and whether the family met both together.
"""

from journey.domain.rules.language import Check, Says, on
from journey.domain.rules.spans import EPISODE

_HANDOVER = on("HandoverMade")

CHECKS = (
    Check("P02", "same_worker", EPISODE, needs=("WorkerAllocated|AllocationObserved",)),
    Check("P02", "same_hub", EPISODE, needs=("HubTransferred",)),
    Check(
        "P02",
        "face_to_face",
        _HANDOVER,
        (Says("kind", yes=("face-to-face",), no=("phone", "video", "letter", "email")),),
    ),
    Check("P02", "with_family", _HANDOVER, (Says("with_family", yes=("yes",), no=("no",)),)),
)

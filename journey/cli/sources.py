"""Every source that can be imported, by the name its statements carry: what its files hold follows from its columns."""

from __future__ import annotations

from collections.abc import Mapping

from journey.domain.columns import SourceDeclaration


def declarations() -> Mapping[str, SourceDeclaration]:
    """The declared sources by name."""
    from journey.importers.annex_a import ANNEX_A
    from journey.importers.cin import CIN
    from journey.importers.ssda903 import SSDA903

    return {source.system: source for source in (ANNEX_A, CIN, SSDA903)}

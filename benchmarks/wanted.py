"""What a part compares with and is not everywhere installed."""

from __future__ import annotations

import sys
from importlib.util import find_spec


def wanted(*packages: str) -> None:
    """End in plain words where a package is missing."""
    if missing := [name for name in packages if find_spec(name) is None]:
        sys.exit(f"{' and '.join(missing)} not installed here. Put right by: pip install -r requirements-bench.lock")

"""Functions compiled to machine code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])

Counts: TypeAlias = npt.NDArray[np.int64]
"""An array of numbers that compiled code fills in."""


def compiled(function: Function) -> Function:
    """A function compiled when it is first called; what was compiled is kept on disk."""
    return cast(Function, njit(cache=True)(function))

"""A machine that refuses: no room for a file beyond some size, and files that even root may only read."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file grows beyond so many bytes: the operating system refuses in the middle of a write, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Permissions of files bind this thread, which they do anyway unless root runs it."""
    if sys.platform != "linux" or os.geteuid():
        yield
        return
    effective = _capabilities()
    _set_effective(effective & ~_OVERRIDE)
    try:
        yield
    finally:
        _set_effective(effective)


_OVERRIDE = 1 << 1 | 1 << 2
"""``CAP_DAC_OVERRIDE`` and ``CAP_DAC_READ_SEARCH``, by which root passes over permissions."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


_VERSION = 0x20080522
_LIBRARY = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _capabilities() -> int:
    """The first 32 capabilities that are in effect for this thread."""
    return int(_asked()[1][0].effective)


def _set_effective(effective: int) -> None:
    header, data = _asked()
    data[0].effective = effective
    _call("capset", header, data)


def _asked() -> tuple[_Header, ctypes.Array[_Data]]:
    header, data = _Header(_VERSION, 0), (_Data * 2)()
    _call("capget", header, data)
    return header, data


def _call(name: str, header: _Header, data: ctypes.Array[_Data]) -> None:
    assert _LIBRARY is not None
    if getattr(_LIBRARY, name)(ctypes.byref(header), data):
        raise OSError(ctypes.get_errno(), name)

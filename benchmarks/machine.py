"""What a figure was measured on: cores, memory, kernel and versions. Never the host's name."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PEERS = ("numba", "pandas", "pm4py")
"""Of the benchmarks alone; not everywhere installed."""

PACKAGES = ("click", "cryptography", "eventsourcing", "msgspec", "polars", "psycopg2-binary", "pydantic",
            "python-calamine", "sqlalchemy")  # fmt: skip


def machine() -> dict[str, str]:
    """Label → value, for the head of the report."""
    return {
        "Cores": str(os.cpu_count()),
        "Processor": _first("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "Memory": _memory(),
        "System": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{name: _version(name) for name in (*PACKAGES, *PEERS)},
    }


def load() -> str:
    """How many processes want a processor just now, as a sentence; empty where the system does not say."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f" When it began, {os.getloadavg()[0]:.1f} processes wanted a processor."


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _memory() -> str:
    found = _first("/proc/meminfo", "MemTotal")
    return f"{int(found.split()[0]) / 1024**2:.1f} GiB" if found else "not known"


def _first(path: str, label: str) -> str:
    """The value of the first line with this label; empty where the system has no such file."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(label)), "")

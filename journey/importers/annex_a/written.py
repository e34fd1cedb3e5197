"""How Annex A itself writes a code: its letters, in its own order, and what stands between code and label."""

from __future__ import annotations

from typing import Final

_ORDER: Final = {
    "ethnicity": "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH NOBT",
    "referral-source": "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 6 7 8 9 10",
    "ceased": "E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E9 E14 E15 E16 E8 X1 E17",
    "placement": "U1 U2 U3 U4 U5 U6 A3 A4 A5 A6 P1 P2 P3 H5 K1 K2 R1 R2 R3 R5 S1 Z1 T0 T1 T2 T3 T4",
    "provider": "PR0 PR1 PR2 PR3 PR4 PR5",
}
"""The code sets that Annex A letters, in the order of its letters; what came later has none."""

_LETTERS: Final = (*"abcdefghijklmnopqrstuvwxyz", "zz")
_DASHED: Final = frozenset({"need", "closure"})
_BARE: Final = frozenset({"ethnicity"})


def written(codes: str, value: str, label: str) -> str:
    """A code of a national set as Annex A writes it, with the set's own label."""
    if codes in _DASHED:
        return f"{value} - {label}"
    order = _ORDER.get(codes, "").split()
    letter = f"{_LETTERS[order.index(value)]}) " if value in order else ""
    return f"{letter}{value}" if codes in _BARE else f"{letter}{value}: {label}"

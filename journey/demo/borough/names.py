"""Names of workers: all invented, each a first name and a surname that no two workers share."""

from __future__ import annotations

from functools import cache
from typing import Final

_FIRST: Final = (
    "Ada", "Amir", "Anil", "Bea", "Ben", "Cal", "Dee", "Dina", "Edda", "Efe", "Farah", "Finn", "Gita", "Grace", "Hari",
    "Hanne", "Imran", "Ines", "Jo", "Juno", "Kofi", "Kira", "Lena", "Luca", "Maya", "Milo", "Nadia", "Nils", "Omar",
    "Orla", "Priya", "Pavel", "Rafi", "Ruth", "Sam", "Sana", "Tariq", "Tess", "Uma", "Vik", "Wanda", "Yara", "Zoe",
)  # fmt: skip
_LAST: Final = (
    "Ashdown", "Birch", "Brookmere", "Cobb", "Dunmore", "Elwood", "Fenwright", "Frost", "Garnet", "Hartmere", "Hill",
    "Illingham", "Jessop", "Khan", "Kestrel", "Lake", "Larkmoor", "Lowe", "Marsh", "Merrow", "Nettle", "Okoro",
    "Orchard", "Pellham", "Quill", "Reed", "Rookwood", "Shah", "Sorrel", "Thornby", "Underhill", "Vale", "Wexmoor",
    "Wren", "Yarrow", "Zander", "Ainsby",
)  # fmt: skip


@cache
def worker_name(number: int) -> str:
    """The name of a worker by number: 1,591 without a repeat, after that with a number behind the name."""
    turn, place = divmod(number, len(_FIRST) * len(_LAST))
    name = f"{_FIRST[place % len(_FIRST)]} {_LAST[place % len(_LAST)]}"
    return f"{name} {turn + 1}" if turn else name

"""What is changed in a file: a choice of the operators of Cosmic Ray, and two for declarations, which it lacks.

Each place is changed to its neighbour and to its opposite alone (``<`` to ``<=`` and ``>=``, ``+`` to ``-``). What
Cosmic Ray offers beyond that, ``<<`` for ``+``, ends in an error wherever it runs at all, and would flatter the score.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator

_BINARY = (
    "Add_Sub",
    "Sub_Add",
    "Mul_FloorDiv",
    "Div_Mul",
    "FloorDiv_Mul",
    "Mod_FloorDiv",
    "BitAnd_BitOr",
    "BitOr_BitAnd",
)
_COMPARISON = (
    "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE",
    "GtE_Gt", "GtE_Lt",
)  # fmt: skip
_UNARY = ("Delete_USub", "Delete_Invert", "Delete_Not")
_OTHER = (
    "AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd",
    "ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ExceptionReplacer", "NumberReplacer",
    "ZeroIterationForLoop",
)  # fmt: skip
_CHOSEN = (
    *(f"ReplaceBinaryOperator_{name}" for name in _BINARY),
    *(f"ReplaceComparisonOperator_{name}" for name in _COMPARISON),
    *(f"ReplaceUnaryOperator_{name}" for name in _UNARY),
    *_OTHER,
)


class DropArgument(Operator):  # type: ignore[misc]
    """An argument that is given by its name is left out, so that its default counts: ``on("X", of_it=True)``."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """The place of each argument with a name."""
        if node.type == "argument" and len(node.children) == 3 and node.children[1].value == "=":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """In its place nothing: an unpacked empty table, which needs no care for commas."""
        return _code(node, "**{}")

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """What it does."""
        return (Example("f(1, a=2)", "f(1, **{})"),)


class DropItem(Operator):  # type: ignore[misc]
    """An item of a tuple is left out: one code fewer that counts, one rung fewer, one check fewer."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        """The place of each item."""
        for item in _items(node):
            yield item.start_pos, item.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """In its place nothing: an unpacked empty tuple."""
        item = _items(node)[index]
        within = item.parent.children
        within[within.index(item)] = _code(item, "*()")
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """What it does."""
        return (Example("(1, 2)", "(*(), 2)"),)


OPERATORS: Final[dict[str, Operator]] = {name: get_operator(f"core/{name}")() for name in _CHOSEN}
"""For every file."""

DECLARATIONS: Final[dict[str, Operator]] = {one.__name__: one() for one in (DropArgument, DropItem)}
"""For the files that declare rules, besides."""


def operator_named(name: str) -> Operator:
    """The operator of that name."""
    return (OPERATORS | DECLARATIONS)[name]


def _items(node: Any) -> list[Any]:
    """The items of a tuple in brackets whose items are alike; empty for a pair of unlike things, as for all else."""
    if node.type != "atom" or node.children[0].value != "(" or node.children[1].type != "testlist_comp":
        return []
    items = [item for item in node.children[1].children if item.type != "operator"]
    return items if len({item.type for item in items}) == 1 else []


def _code(instead_of: Any, text: str) -> Any:
    from parso.python.tree import Name

    return Name(text, instead_of.start_pos, prefix=instead_of.get_first_leaf().prefix)

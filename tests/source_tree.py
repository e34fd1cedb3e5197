"""The package as source text, for tests about the house itself."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Module:
    """One module of `journey`: dotted name, file, and the folder under `journey/` that it lies in ("" for none)."""

    name: str
    path: Path

    @property
    def folder(self) -> str:
        inside = self.path.relative_to(ROOT / "journey").parts
        return inside[0] if len(inside) > 1 else ""

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def imports(self) -> list[tuple[str, int]]:
        """Modules of `journey` that this one imports anywhere, also inside functions, with the line."""
        known = {m.name for m in modules()}
        found = []
        for name, line in self._imported():
            while name.partition(".")[0] == "journey" and name not in known and "." in name:
                name = name.rpartition(".")[0]
            if name in known and name != self.name:
                found.append((name, line))
        return found

    def _imported(self) -> Iterator[tuple[str, int]]:
        package = self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    above = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
                    base = f"{above}.{base}".rstrip(".")
                yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and node.args:
                if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                    yield node.args[0].value, node.lineno

    @cached_property
    def top_level_imports(self) -> set[str]:
        """First part of every imported name, `journey` included."""
        return {name.partition(".")[0] for name, _ in self._imported()}

    @property
    def standard_library(self) -> frozenset[str]:
        return sys.stdlib_module_names

    @cached_property
    def called_attributes(self) -> set[str]:
        """Every call through an attribute, as written: `date.today`."""
        calls = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return {ast.unparse(func) for func in calls if isinstance(func, ast.Attribute)}

    @cached_property
    def called_names(self) -> set[str]:
        """Every call of a plain name: `open`."""
        calls = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return {func.id for func in calls if isinstance(func, ast.Name)}

    def undocumented(self) -> list[str]:
        """Public classes and functions of the module without a docstring; the module itself if it has none."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        public = (node for node in self.tree.body if isinstance(node, kinds) and not node.name.startswith("_"))
        missing = [node.name for node in public if not ast.get_docstring(node)]
        return missing if ast.get_docstring(self.tree) else [self.name, *missing]


_FOUND: list[Module] = []


def modules() -> list[Module]:
    """Every module of the package, by name."""
    if not _FOUND:
        for path in sorted((ROOT / "journey").rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            _FOUND.append(Module(".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return _FOUND


def cycles(all_modules: list[Module]) -> list[list[str]]:
    """Groups of modules that import each other in a circle (strongly connected components of more than one)."""
    graph = {m.name: sorted({name for name, _ in m.imports}) for m in all_modules}
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in graph[name]:
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            group = [stack.pop()]
            while group[-1] != name:
                group.append(stack.pop())
            if len(group) > 1:
                found.append(sorted(group))

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return found

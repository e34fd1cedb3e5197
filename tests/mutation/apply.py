"""A mutant in force in this process: the changed text is loaded in place of the file's, and nothing is written."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

from tests.mutation.mutants import NUMBERS, Mutant
from tests.source_tree import Module, modules


def put_in_force(mutant: Mutant, code: str) -> None:
    """Forget the changed module and every one that rests on it, and load the changed text from now on."""
    for name in resting_on(mutant.module) - {"journey"}:  # the package of all, by which dialects are found
        sys.modules.pop(name, None)
        package, _, own = name.rpartition(".")
        if package in sys.modules:
            vars(sys.modules[package]).pop(own, None)  # ``from package import module`` would find it there
    sys.meta_path.insert(0, _Finder(mutant.module, code, numbers=mutant.part == NUMBERS))


def in_force(mutant: Mutant) -> bool:
    """Whether the changed module is loaded, and from the changed text."""
    return hasattr(sys.modules.get(mutant.module), "__mutant__")


class _Finder(MetaPathFinder):
    def __init__(self, module: str, code: str, *, numbers: bool) -> None:
        self.module, self.code, self.numbers = module, code, numbers

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name == self.module else None
        if spec and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader, self.code, numbers=self.numbers)
        return spec


class _Loader(Loader):
    """Runs the changed text; of the numbers, the module that reads them, with the changed text to read."""

    def __init__(self, loader: SourceFileLoader, code: str, *, numbers: bool) -> None:
        self.loader, self.code, self.numbers = loader, code, numbers

    def exec_module(self, module: ModuleType) -> None:
        if self.numbers:
            self.loader.exec_module(module)
            module._table = lambda: self.code
        else:
            exec(compile(self.code, self.loader.path, "exec"), module.__dict__)
        module.__mutant__ = True


@cache
def resting_on(module: str) -> frozenset[str]:
    """The module and all that import it, near or far; a package that looks for its files rests on each of them."""
    found = {module}
    while more := {name for name, imports in imports_of().items() if imports & found} - found:
        found |= more
    return frozenset(found)


@cache
def imports_of() -> dict[str, frozenset[str]]:
    """What each module of the package rests on directly."""
    every = {one.name: one for one in modules()}
    return {name: frozenset(_of(one, every)) for name, one in every.items()}


def _of(one: Module, every: dict[str, Module]) -> set[str]:
    named = {name for name, _ in one.imports}
    above = {one.name.rsplit(".", n)[0] for n in range(1, one.name.count("."))}
    searched = [one.name, *named] if "iter_modules" in one.called_names else []
    return named | above | {name for package in searched for name in every if name.startswith(f"{package}.")}


def preload() -> None:
    """Load the whole package as it is, so that a process forked from this one need load only what a mutant touches."""
    for one in modules():
        if not one.name.endswith("__main__"):
            import_module(one.name)
    gc.freeze()

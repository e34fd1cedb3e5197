"""The house rules: who may import whom, what the domain must not touch, which names are for ever."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from journey.domain.events import events
from tests.source_tree import ROOT, Module, cycles, modules

MODULES = modules()
BY_FOLDER = {folder: [m for m in MODULES if m.folder == folder] for folder in {m.folder for m in MODULES}}

MAY_IMPORT = {
    "domain": {"domain"},
    "importers": {"importers", "domain"},
    "store": {"store", "domain"},
    "projections": {"projections", "domain", "store"},
    "exporters": {"exporters", "domain", "importers", "projections", "store"},
    "audit": {"audit", "domain", "projections", "store"},
    "recording": {"recording", "domain", "projections", "store"},
    "scenario": {"scenario", "domain", "importers", "projections", "recording", "store"},
    "reports": {"reports"},
    "demo": {"demo", "domain", "exporters", "importers", "projections", "store"},
    "cli": {"audit", "cli", "demo", "domain", "exporters", "importers", "projections", "recording", "reports",
            "scenario", "store"},
    "": {"cli", "domain", "recording", "store"},
}  # fmt: skip
"""Which folders of `journey` a folder may import; the folder "" is the package itself."""

CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter", "time_ns", "localtime", "gmtime"}
"""Calls that read the clock; only `cli` may, and `store` for `recorded_at`."""

DOMAIN_KNOWS = {"holidays", "pydantic", "typing_extensions", "journey"}
"""What the domain imports besides the standard library."""

DOMAIN_NEVER = {"glob", "io", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "subprocess", "sys",
                "tempfile", "time", "urllib", "uuid"}  # fmt: skip
"""Parts of the standard library that would make the domain depend on where and when it runs."""

LONG_FILES = {"journey/domain/codes.py": "the code sets of the national returns, one table each, nothing else"}
"""Files over 400 lines, each with the reason."""


@pytest.mark.parametrize("folder", sorted(BY_FOLDER))
def test_imports_point_one_way(folder: str) -> None:
    assert folder in MAY_IMPORT, f"journey/{folder}/ is new: say in MAY_IMPORT what it may import"

    wrong = [
        f"{module.path.relative_to(ROOT)}:{line} imports {target}"
        for module in BY_FOLDER[folder]
        for target, line in module.imports
        if folder_of(target) not in MAY_IMPORT[folder] | {folder_of("journey")}
    ]

    assert not wrong, "\n".join(wrong)


def folder_of(name: str) -> str:
    """The folder of a dotted module name: `journey.domain.facts` → `domain`."""
    return next((m.folder for m in MODULES if m.name == name), name.split(".")[1] if "." in name else "")


def test_no_module_imports_itself_through_others() -> None:
    assert cycles(MODULES) == []


@pytest.mark.parametrize("module", BY_FOLDER["domain"], ids=lambda m: m.name)
def test_domain_knows_the_standard_library_and_pydantic(module: Module) -> None:
    foreign = {top for top in module.top_level_imports if top not in module.standard_library | DOMAIN_KNOWS}
    forbidden = module.top_level_imports & DOMAIN_NEVER

    assert not foreign, f"{module.name} imports {sorted(foreign)}"
    assert not forbidden, f"{module.name} imports {sorted(forbidden)}"
    assert "open" not in module.called_names, f"{module.name} opens a file"


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.folder not in ("cli", "demo", "store")], ids=lambda m: m.name
)
def test_only_the_command_line_and_the_store_read_the_clock(module: Module) -> None:
    read = {call for call in module.called_attributes if call.rpartition(".")[2] in CLOCKS or call == "time.time"}

    assert not read, f"{module.name} calls {sorted(read)}; pass the day in instead"


def test_stored_names_are_for_ever() -> None:
    reviewed = (ROOT / "tests/data/stored_names.txt").read_text(encoding="utf-8").split("\n")
    reviewed = [line for line in reviewed if line and not line.startswith("#")]
    written = [f"{e.NAME} {e.SCHEMA} {e.KIND}/{e.PART or '-'}" for e in events().values()]

    gone = sorted(set(reviewed) - set(written))
    new = sorted(set(written) - set(reviewed))
    assert not gone, f"stored names, versions and keys never change; gone: {gone}"
    assert not new, f"a new event is for ever once released: review it, then add to tests/data/stored_names.txt: {new}"
    assert reviewed == sorted(reviewed)


def test_one_name_for_one_thing() -> None:
    about_the_child = [e for e in events().values() if e.SERIES != "record"]

    keys = Counter((e.KIND, e.PART) for e in about_the_child)
    titles = Counter(e.TITLE.casefold() for e in events().values())

    assert [key for key, n in keys.items() if n > 1] == []
    assert [title for title, n in titles.items() if n > 1] == []


def test_a_part_belongs_to_something_that_begins() -> None:
    begins = {e.KIND for e in events().values() if e.PART is None}

    assert [e.NAME for e in events().values() if e.PART and e.KIND not in begins] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.name)
def test_public_names_are_explained(module: Module) -> None:
    assert module.undocumented() == []


def test_files_are_short() -> None:
    long = {}
    for folder in ("journey", "tests", "benchmarks", "docs"):
        for path in (ROOT / folder).rglob("*.py"):
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > 400:
                long[path.relative_to(ROOT).as_posix()] = lines

    assert set(long) == set(LONG_FILES), f"split these, or give a reason in LONG_FILES: {long}"


def test_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME")

    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("journey", "tests", "benchmarks", "docs")
        for path in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(mark in line for mark in marks)
    ]

    assert found == []


def test_no_function_is_a_promise() -> None:
    """A body of `pass`, `...` or `raise NotImplementedError` is one nobody keeps; a docstring may say "nothing"."""
    empty = [
        f"{module.name}.{node.name}"
        for module in MODULES
        for owner in ast.walk(module.tree)
        if not (isinstance(owner, ast.ClassDef) and any("Protocol" in ast.unparse(b) for b in owner.bases))
        for node in ast.iter_child_nodes(owner)
        if isinstance(node, ast.FunctionDef) and is_stub(node)
    ]

    assert empty == []


def is_stub(node: ast.FunctionDef) -> bool:
    """Whether a function has no body worth the name."""
    if any(ast.unparse(d) in ("overload", "abstractmethod", "abc.abstractmethod") or ".group" in ast.unparse(d)
           for d in node.decorator_list):  # fmt: skip
        return False
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return bool(body) and all(ast.unparse(s) in ("pass", "...", "raise NotImplementedError") for s in body)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_names_no_address_and_hashes_every_file(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    entries = [entry for entry in text.replace("\\\n", " ").splitlines() if "==" in entry]

    assert entries
    assert [e.split()[0] for e in entries if "--hash=sha256:" not in e] == []
    assert not any(word in text for word in ("http:", "https:", "file:", "--index-url", "--find-links", " @ "))


def test_both_locks_pin_the_same_versions() -> None:
    runtime, development = (pins(ROOT / lock) for lock in ("requirements.lock", "requirements-dev.lock"))

    assert runtime.items() <= development.items()


def pins(lock: Path) -> dict[str, str]:
    """Package → version of a lock."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return dict(line.split()[0].split("==") for line in lines if "==" in line)

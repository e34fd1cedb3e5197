"""The Merkle tree against the published vectors, the definition in the RFC, and another implementation."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from journey.store.merkle import Tree

INPUTS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The test data of Certificate Transparency, published with RFC 6962: inputs, and the roots of the first n of them."""


def leaf(content: bytes) -> bytes:
    return sha256(b"\0" + content).digest()


def by_definition(contents: list[bytes]) -> bytes:
    """MTH as section 2.1 of the RFC has it: split at the largest power of two smaller than the number of leaves."""
    if not contents:
        return sha256().digest()
    if len(contents) == 1:
        return leaf(contents[0])
    split = 1 << ((len(contents) - 1).bit_length() - 1)
    return sha256(b"\1" + by_definition(contents[:split]) + by_definition(contents[split:])).digest()


def root(contents: list[bytes], pieces: int = 1) -> bytes:
    tree = Tree()
    for start in range(0, len(contents), pieces):
        tree.extend([leaf(content) for content in contents[start : start + pieces]])
    return tree.root()


@pytest.mark.parametrize("count", range(len(ROOTS)))
def test_the_published_vectors(count: int) -> None:
    assert root([bytes.fromhex(text) for text in INPUTS[:count]]).hex() == ROOTS[count]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 70), st.integers(1, 80))
def test_any_number_of_leaves_taken_in_any_pieces(count: int, pieces: int) -> None:
    contents = [b"said %d" % number for number in range(count)]
    other = InmemoryTree(algorithm="sha256")
    for content in contents:
        other.append_entry(content)

    assert root(contents, pieces) == by_definition(contents)
    assert count == 0 or root(contents, pieces) == other.get_root()


def test_the_root_can_be_asked_for_on_the_way() -> None:
    contents = [b"a", b"b", b"c", b"d", b"e"]
    tree, roots = Tree(), []
    for content in contents:
        tree.extend([leaf(content)])
        roots.append(tree.root())

    assert roots == [by_definition(contents[:count]) for count in range(1, 6)]

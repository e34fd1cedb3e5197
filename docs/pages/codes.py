"""`docs/codes.md`: every code set, national ones and those of one source."""

from __future__ import annotations

from docs.pages.markdown import GENERATED, code, table
from journey.domain.codes import CODE_SETS, CodeSet
from journey.domain.practice_codes import PRACTICE_CODE_SETS
from journey.importers.annex_a.codes import READERS

_INTRODUCTION = """\
# Codes

A coded value is kept as the code and as the text it was read from. Codes of all years stand side by side: a set
says what a code means, not in which year it was allowed. Text that is in no set is kept as written, without a code,
and sealed, since nobody knows what somebody typed; the row is never refused for it.

Where the published meaning of a code was not at hand, its label repeats the code ("Reason UN1", "Reason SDQ1"): the
guide of the year says what it means. The code is what is stored.
"""


def page() -> str:
    """The document."""
    national = [_set(item) for item in CODE_SETS.values()]
    practice = [_set(item) for item in PRACTICE_CODE_SETS.values()]
    known = CODE_SETS.keys() | PRACTICE_CODE_SETS.keys()
    own = [_set(reader.codes) for name, reader in READERS.items() if name not in known]
    chapters = ["# Codes of practice\n", *practice, "# Annex A's own codes\n", *own]
    return "\n".join([GENERATED, _INTRODUCTION, *national, *chapters])


def _set(item: CodeSet) -> str:
    rows = table(("code", "meaning"), [(code(name), label) for name, label in item.codes.items()])
    return f"## {item.title} (`{item.name}`)\n\n{rows}"

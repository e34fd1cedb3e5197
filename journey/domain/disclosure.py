"""What is withheld when a person asks for their own record, and on what ground (UK GDPR article 15; DPA 2018).

Professionals' names are disclosed (Sch 2 para 17), and so is all that is about the child alone. The paragraphs are as
practice cites them; whoever answers checks them, and decides what no program can tell (``FOR_A_PERSON``).
"""

from typing import Final, Literal

from journey.domain.events import events

Ground = Literal["adoption", "another person", "words"]

GROUNDS: Final[dict[Ground, str]] = {
    "adoption": "adoption record (DPA 2018, Sch 4)",
    "another person": "about somebody else (DPA 2018, Sch 2 para 16)",
    "words": "words that may name somebody else, to be read by a person (DPA 2018, Sch 2 para 16)",
}
"""Why something is withheld, as the answer says it."""

FOR_A_PERSON: Final = (
    "Before this is given: a person reads it for harm it could do (DPA 2018, Sch 3 part 3), child abuse data (Sch 3 "
    "part 5) and what a court has made (Sch 3), and reads the words withheld, which are given where they name nobody."
)

_ABOUT_OTHERS: Final = frozenset({"family", "postcode", "mark"})
"""Fields about somebody else: siblings, the carers' home (a placement's postcode), another child's record."""

_WORDS: Final = frozenset({"action", "also_written", "name", "notes", "reasons", "unread"})
"""Fields that people wrote in their own words."""

_OF_ADOPTION: Final[dict[str, frozenset[str]]] = {
    "reason": frozenset({"E11", "E12"}),
    "type": frozenset({"A3", "A4", "A5", "A6"}),
    "status": frozenset({"E1", "D1"}),
}
"""Codes, by field, that say of another event that there was an adoption."""


def adoption_kinds() -> frozenset[str]:
    """The kinds of facts (see ``facts``) that are adoption records whole."""
    return frozenset(kind.KIND for kind in events().values() if kind.STAGE == "Adoption")


def ground_of(field: str, value: object) -> Ground | None:
    """On what ground a field's value is withheld; None where it is disclosed."""
    code = value.get("code") if isinstance(value, dict) else None
    if field in _OF_ADOPTION and code in _OF_ADOPTION[field]:
        return "adoption"
    if field in _ABOUT_OTHERS:
        return "another person"
    if field in _WORDS or (isinstance(value, dict) and value.keys() == {"code", "written"} and code is None):
        return "words"
    return None

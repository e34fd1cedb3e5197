"""The form of an audit: what is graded, what is asked, in which order, and the answers there are.

The wording stands in the code set ``audit-question``, the domains and questions are those of case audits in practice.
An overall grade is a judgement: nothing here counts one from the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from journey.domain.audit_codes import AUDIT_ANSWER, AUDIT_GRADE, AUDIT_QUESTION
from journey.domain.codes import CodeSet

Kind = Literal["grade", "answer", "unsafe", "words"]
"""``grade``: one of the four grades with its rationale; ``answer``: yes, partly, no …; ``unsafe``: yes or no, yes with
what the concern is; ``words``: text alone."""

OVERALL: Final = "overall"
UNSAFE: Final = "unsafe"
TOLD: Final = "told"

DOMAINS: Final[dict[str, tuple[str, ...]]] = {
    "threshold": ("threshold-right", "history-used", "other-authorities"),
    "assessment": ("assessment-evidence", "assessment-agencies", "assessment-views", "assessment-signed"),
    "plan": ("plan-smart", "plan-contingency"),
    "visits": ("visits-purpose",),
    "working-together": ("meetings-attended", "effective-challenge"),
    "management": ("supervision-reflective", "supervision-followed", "decision-rationale"),
    "identity": ("identity-understood",),
    "continuity": ("delay-explained", "transfer-summary", "missing-return"),
    "voice": ("child-says", "child-changed"),
    "impact": ("difference-made",),
    "recording": ("chronology", "genogram", "recording-current"),
}
"""Each graded domain with the questions that lead to its grade."""

_FIRST = (UNSAFE, TOLD, "details-right", "talked-to-worker", "talked-to-family")
_WORDS = frozenset({"strengths", TOLD})

_ALSO = {"requires improvement": "requires-improvement", "n/a": "not-applicable", "not applicable": "not-applicable"}
"""What people write for a code besides the code and its label."""


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the form. ``part`` is the domain it belongs to, in words."""

    code: str
    kind: Kind
    part: str

    @property
    def wording(self) -> str:
        """The question as it is put."""
        return AUDIT_QUESTION.label(self.code)

    @property
    def codes(self) -> CodeSet | None:
        """The answers there are; None where the answer is text."""
        return None if self.kind == "words" else AUDIT_GRADE if self.kind == "grade" else AUDIT_ANSWER

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers there are, in words."""
        if self.kind == "unsafe":
            return tuple(AUDIT_ANSWER.label(one) for one in ("yes", "no"))
        return tuple(self.codes.codes.values()) if self.codes else ()

    def code_of(self, written: str) -> str | None:
        """The code of an answer as people write it, in whatever case; None where there is no such answer."""
        text = " ".join(written.casefold().split())
        known = {label.casefold(): code for code, label in self.codes.codes.items()} if self.codes else {}
        found = known.get(text) or _ALSO.get(text, text.replace(" ", "-"))
        allowed = ("yes", "no") if self.kind == "unsafe" else tuple(known.values())
        return found if found in allowed else None


def _questions() -> tuple[Question, ...]:
    said = [Question(code, _kind(code), "First") for code in _FIRST]
    for domain, asked in DOMAINS.items():
        part = AUDIT_QUESTION.label(domain)
        said += [Question(code, "answer", part) for code in asked]
        said.append(Question(domain, "grade", part))
    return (*said, Question("strengths", "words", "Last"), Question(OVERALL, "grade", "Last"))


def _kind(code: str) -> Kind:
    return "unsafe" if code == UNSAFE else "words" if code in _WORDS else "answer"


FORM: Final = _questions()
"""Every line of the form in order: who is safe comes first, the overall grade last."""

QUESTION: Final = {one.code: one for one in FORM}
"""The lines by code."""

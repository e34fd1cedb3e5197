"""Laws of the census: the order of arrival decides nothing; whatever a file holds, every row read is accounted for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from journey.domain.errors import BadInputFile
from journey.domain.values import comparable
from journey.importers.cin import CIN
from journey.store.importing import import_extract
from tests.depth import examples
from tests.importers.census import assessment, census, child, enquiry, header, in_need_plan, plan, read, referral
from tests.journey.census_years import Years, years

CHILDREN = ("1", "2")
STARTS = ("2023-05-02", "2023-05-09", "2023-12-01", "2024-05-07", "2024-05-08", "soon")
ENDS = (None, None, "2024-02-01", "2024-07-01", "2024-07-09", "31/02/2024")
AS_AT = (date(2023, 12, 31), date(2024, 3, 31), date(2024, 9, 1), date(2025, 3, 31))
KNOWN_AT = (date(2024, 4, 30), date(2024, 5, 1), date(2024, 8, 1), date(2025, 5, 1), date(2025, 9, 1))

starts, ends = st.sampled_from(STARTS), st.sampled_from(ENDS)
inside = st.one_of(
    st.builds(assessment, starts, ends),
    st.builds(enquiry, starts, ends),
    st.builds(in_need_plan, starts, ends),
    st.builds(plan, starts, ends, starts, category=st.sampled_from(("NEG", "EMO"))),
)


@st.composite
def details(draw: st.DrawFn) -> str:
    """A referral with up to two elements in it."""
    closed = draw(ends)
    return referral(
        draw(starts),
        *draw(st.lists(inside, max_size=2)),
        ReferralSource=draw(st.sampled_from("68")),
        ReferralNFA=draw(st.sampled_from("0001")),
        CINclosureDate=closed,
        ReasonForClosure="RC7" if closed else None,
        DateOfInitialCPC=draw(st.sampled_from((None, None, "2024-05-20"))),
    )


@st.composite
def whole_files(draw: st.DrawFn) -> list[tuple[int, list[str], dict[str, str]]]:
    """Up to four files of two years, each made on a day of its own; one of an earlier year may be made later."""
    files = []
    for serial in range(draw(st.integers(2, 4))):
        year = draw(st.sampled_from((2024, 2025)))
        made = draw(st.sampled_from((f"{year}-05-01", f"{year}-06-01", "2025-08-01")))
        children = [
            child(*found, of=of, ethnicity=draw(st.sampled_from(("WBRI", "MWBC"))))
            for of in CHILDREN
            if (found := draw(st.lists(details(), max_size=3)))
        ]
        keeps_one = child(referral("2024-03-01", assessment("2024-03-02"), plan("2024-03-20")), of="9")
        files.append((year, [*children, keeps_one], {"made": f"{made}T09:00:00", "serial": str(serial)}))
    return files


Files = Sequence[tuple[int, list[str], dict[str, str]]]


def answers(files: Files) -> dict[object, object]:
    """The effective history of every child at every pair of dates, after these files in this order."""
    with years() as store:
        for year, children, of_header in files:
            store.take(year, *children, **of_header)
        return {
            (of, as_at, known_at): [
                (f.key, f.event, f.occurred_on, comparable(f.data), f.state, f.known_on, f.known_from, f.belongs_to)
                for f in store.facts(as_at, known_at, child=of).values()
            ]
            for of in CHILDREN
            for as_at in AS_AT
            for known_at in KNOWN_AT
        }


@settings(max_examples=examples(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(whole_files(), st.data())
def test_any_order_of_arrival_ends_the_same(files: Files, data: st.DataObject) -> None:
    assert answers(files) == answers(data.draw(st.permutations(files)))


WHOLE = "<?xml version='1.0' encoding='utf-8'?>\n<Message>{}<Children>{}</Children></Message>".format(
    header(),
    "".join(
        child(
            referral("2024-05-07", assessment("2024-05-08", "2024-07-01", "1A", "3B"), in_need_plan("2024-06-01")),
            referral("2024-09-07", enquiry("2024-09-08", "2024-09-20"), plan("2024-09-20", None, "2024-12-15")),
            of=of,
        )
        for of in ("1", "2", "3")
    ),
)
TEXTS = ("", " ", "31/02/2024", "0", "-1", "1" * 600, "Ω", "2024-09-07", "1900-01-01")
PIECES = re.findall(r"<[^>]+>|[^<]+", WHOLE)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The whole file with some tags and texts lost, doubled, swapped or replaced, or cut off."""
    pieces = list(PIECES)
    for _ in range(draw(st.integers(1, 4))):
        at, other = draw(st.integers(5, len(pieces) - 2)), draw(st.integers(5, len(pieces) - 2))
        how = draw(st.sampled_from(("drop", "double", "swap", "text", "text", "text", "cut")))
        if how == "drop":
            del pieces[at]
        elif how == "double":
            pieces.insert(at, pieces[at])
        elif how == "swap":
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif how == "cut":
            pieces = [*pieces[: max(at, 6)], "x"]
        elif not pieces[at].startswith("<"):
            pieces[at] = draw(
                st.sampled_from(("", " ", "31/02/2024", "0", "-1", "1" * 600, "Ω", "2024-09-07", "1900-01-01"))
            )
    return "".join(pieces)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(mutated())
def test_whatever_a_file_holds_every_row_is_accounted_for_or_it_is_refused(text: str) -> None:
    with years() as store:
        store.take(2025, *(child(referral("2024-05-07"), of=str(n)) for n in range(1, 4)))
        _take(store, text)


def _take(store: Years, text: str) -> None:
    path = census(store.folder / "mutated.xml")
    path.write_text(text, encoding="utf-8")
    before = store.log.place()
    try:
        extract = read(path)
    except BadInputFile:
        assert store.log.place() == before
        return
    done = import_extract(store.log, extract, CIN, allow_retractions=True)
    for listed in extract.lists:
        counts = done.counts[listed.listing.name]
        told = ("rejected", "not_child", "new", "reinstated", "corrected", "progressed", "unchanged")
        assert counts["rows"] == listed.read == sum(counts[name] for name in told)
    for listed in extract.lists:
        if None in {row.child for row in listed.refused}:  # it may be anybody's
            assert done.counts[listed.listing.name]["retracted"] == 0

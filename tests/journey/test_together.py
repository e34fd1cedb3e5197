"""Census, looked-after return and two months of Annex A in one store: one history, whatever came first.

What is expected follows from the journeys behind the files (truth.json); nothing is typed in.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import SAMPLE, journey
from tests.depth import examples
from tests.journey.care_truth import periods, runs
from tests.journey.commands import APRIL, asked, statements
from tests.journey.test_return import CARE, IN_CARE, PLACEMENT, STATUS, Told, handoffs_of_truth, spans, told_of_care
from tests.journey.together import IMPORTS, answer, answers, blank_store, store_of, take_in
from tests.journey.truth import TRUTH, census_of, in_census, re_referrals, referrals

FIRST, LAST = date(2024, 4, 1), date(2025, 3, 31)
YEAR = ("--from", FIRST.isoformat(), "--to", LAST.isoformat())
ORDERS = [list(order) for order in permutations(IMPORTS)]
SOME = random.Random(903).sample(ORDERS[1:], min(examples(1), len(ORDERS) - 1))
"""One of the other orders; ten are asked about some children, and all of both with ``JOURNEY_DEPTH=23``."""

PAIRS = (
    ("--as-at", "2025-04-30"),
    ("--as-at", "2025-03-31", "--known-at", "2025-05-01"),
    ("--as-at", "2024-12-31", "--known-at", "2025-04-30"),
)
QUESTIONS = (
    ("rereferrals", *YEAR), ("caseloads",), ("caseloads", "--by", "team"), ("handoffs",), ("timescales",), ("drift",),
    ("quality",), ("coverage",), ("children",),
)  # fmt: skip
SHOWN = [("show", child) for child in ("1000252", "1000504", "1000182", "1000021", "1000399")]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return blank_store(tmp_path_factory.mktemp("together") / "blank")


@pytest.fixture(scope="module")
def together(blank: Path) -> str:
    """Everything, in the order of the days that the files speak for. Read it, never write to it."""
    return store_of(blank, blank.parent / "together", ORDERS[0])


@pytest.fixture(scope="module")
def told(together: str) -> dict[str, str]:
    return answers(together, (*QUESTIONS, *SHOWN), PAIRS)


@pytest.mark.parametrize("order", SOME, ids="-".join)
def test_in_another_order_every_question_is_answered_in_the_same_bytes(
    blank: Path, tmp_path: Path, told: Mapping[str, str], order: list[str]
) -> None:
    url = store_of(blank, tmp_path / "store", order)

    found = answers(url, (*QUESTIONS, *SHOWN), PAIRS)

    assert [asking for asking in told if found[asking] != told[asking]] == []


def test_in_many_orders_children_are_told_in_the_same_bytes(
    blank: Path, tmp_path: Path, told: Mapping[str, str]
) -> None:
    for order in random.Random(2025).sample(ORDERS[1:], min(examples(10), len(ORDERS) - 1)):
        url = store_of(blank, tmp_path / "-".join(order), order)

        found = answers(url, SHOWN[:3], PAIRS[:1])
        assert [asking for asking in found if found[asking] != told[asking]] == [], order


def test_each_source_is_counted_as_it_is_alone(blank: Path, tmp_path: Path) -> None:
    stats = json.loads((SAMPLE / "stats.json").read_text(encoding="utf-8"))
    shutil.copytree(blank, tmp_path / "store")
    url = f"sqlite:///{tmp_path / 'store' / 'journey.db'}"

    accounts = take_in(url, ["903", "april", "cin", "march"], tmp_path)

    rows = {name: {row["list"]: row["rows"] for row in account["rows"]} for name, account in accounts.items()}
    assert rows["march"] == stats["annex_a_2025_03"]
    assert rows["april"] == stats["annex_a_2025_04"]
    assert (rows["cin"]["ChildIdentifiers"], rows["cin"]["CINdetails"]) == tuple(stats["cin_2025"].values())
    assert list(rows["903"].values()) == list(stats["903"].values())


COUNTED = (("quality", "counts"), ("timescales", "counts"), ("handoffs", "counts"), ("drift", "counts"))


def test_the_other_engine_counts_the_same(together: str, postgres_url: str, tmp_path: Path) -> None:
    take_in(postgres_url, SOME[0], tmp_path)

    for question, what in COUNTED:
        assert asked(postgres_url, question)["meta"][what] == asked(together, question)["meta"][what], question
    one, other = (asked(store, "rereferrals", *YEAR)["meta"] for store in (postgres_url, together))
    assert (one["numerator"], one["denominator"]) == (other["numerator"], other["denominator"])


Kind = Callable[[Mapping[str, Any]], Iterator[str]]


def _of_referrals(name: str, start: str = "start") -> Kind:
    return lambda child: (one[start] for ref in child["refs"] for one in ref[name] if one[start])


KINDS: dict[str, tuple[str, Kind]] = {
    "ReferralReceived": ("refs", lambda child: (one["date"] for one in child["refs"])),
    "AssessmentStarted": ("ass", _of_referrals("ass")),
    "Section47Started": ("s47", _of_referrals("s47")),
    "CPPlanStarted": ("cpp", _of_referrals("cpp")),
    "CINPlanStarted": ("cinp", _of_referrals("cinp")),
    "InitialCPConferenceHeld": ("s47", _of_referrals("s47", "icpc")),
    "ContactReceived": ("contacts", lambda child: (one["date"] for one in child["contacts"])),
    "BecameLookedAfter": ("lac", lambda child: (period[0]["decom"] for period in child["lac"])),
    "CPReviewHeld": ("revs", lambda child: (on for r in child["refs"] for plan in r["cpp"] for on in plan["revs"])),
}
"""What several sources tell of, and where the truth has its days."""


@pytest.fixture(scope="module")
def shown(together: str) -> list[dict[str, Any]]:
    """Every fact of every child, with the child."""
    ids = [row["child_id"] for row in asked(together, "children")["rows"]]
    return [row for child in ids for row in asked(together, "show", child)["rows"]]


@pytest.mark.parametrize("event", KINDS)
def test_no_fact_is_doubled_and_none_is_made_up(shown: list[dict[str, Any]], event: str) -> None:
    """Each child and day of a kind once, and all of them days of the truth."""
    found = [(row["child_id"], row["occurred_on"]) for row in shown if row["event"] == event]

    truth = {(str(child["id"]), on) for child in TRUTH for on in KINDS[event][1](child)}
    assert found
    assert len(found) == len(set(found))
    assert set(found) <= truth


@pytest.mark.parametrize("event", ["AssessmentStarted", "Section47Started", "CPPlanStarted", "CINPlanStarted"])
def test_what_the_census_holds_is_all_there(shown: list[dict[str, Any]], event: str) -> None:
    name = KINDS[event][0]
    found = {(row["child_id"], row["occurred_on"]) for row in shown if row["event"] == event}

    held = {(child, one["start"]) for child, refs in referrals(2025).items() for ref in refs for one in ref[name]}
    assert {(child, on) for child, on in held if on <= LAST.isoformat()} <= found


def test_what_several_sources_say_is_one_fact_with_several_sources(shown: list[dict[str, Any]]) -> None:
    several = {row["event"] for row in shown if len({source["system"] for source in row["sources"]}) > 1}
    everywhere = [row for row in shown if len({source["system"] for source in row["sources"]}) == 3]

    assert set(KINDS) - {"ContactReceived", "CINPlanStarted", "CPReviewHeld"} <= several
    assert {"CINEpisodeOpened", "CaseClosed", "AssessmentAuthorised", "ChildRegistered"} <= several
    assert {row["event"] for row in everywhere} == {"ChildRegistered"}


def test_episodes_open_with_their_referrals(shown: list[dict[str, Any]]) -> None:
    """One list moved one start by a day; every other episode began with the referral of the same day."""
    referred = {(row["child_id"], row["occurred_on"]) for row in shown if row["event"] == "ReferralReceived"}
    opened = [row for row in shown if row["event"] == "CINEpisodeOpened" and row["occurred_on"] >= FIRST.isoformat()]

    alone = [row for row in opened if (row["child_id"], row["occurred_on"]) not in referred]
    assert [(row["child_id"], row["state"]) for row in alone] == [("1000504", "corrected")]
    assert len({(row["child_id"], row["occurred_on"]) for row in opened}) == len(opened)


def test_the_figure_of_re_referrals_is_that_of_all_that_the_files_hold(together: str) -> None:
    meta = asked(together, "rereferrals", *YEAR)["meta"]

    received, again = re_referrals(FIRST, LAST, referrals(2025))
    assert (meta["denominator"], meta["numerator"]) == (received, again)
    assert received == re_referrals(FIRST, LAST)[0]
    assert meta["cannot_tell"] == received - again


def test_nothing_is_withdrawn_across_sources(together: str) -> None:
    withdrawn = [s for s in statements(together) if s.name == "FactRetracted"]

    assert [(s.source.system, s.source.speaks_for) for s in withdrawn] == [("annex-a", APRIL)]


@pytest.fixture(scope="module")
def care(together: str) -> Told:
    """All that is told of children who were ever looked after."""
    return told_of_care(together)


def test_care_and_placements_are_those_of_the_truth(care: Told) -> None:
    ever = {span for span in periods(LAST, 2025) if span[0] in IN_CARE}

    assert ever <= spans(care, *CARE) == periods(LAST, 2025)
    assert spans(care, *PLACEMENT) == runs("SPTBU", LAST, 2025)


def test_legal_statuses_are_those_of_the_truth(together: str, care: Told) -> None:
    """The return tells them with their ends to March; of April the workbook shows which one was held since when."""
    assert spans(care, *STATUS) == runs("SLBU", LAST, 2025)

    begun = {(child, on) for child, on, _ in spans(told_of_care(together, APRIL), *STATUS)}
    assert begun == {(child, on) for child, on, _ in runs("SLBU", APRIL, 2025, 2026)}
    assert max(on for _, on in begun) > LAST


def test_exact_handoffs_are_not_counted_again_where_two_files_show_an_interval(together: str) -> None:
    rows = asked(together, "handoffs", "--as-at", LAST.isoformat())["rows"]

    handed = [row for row in rows if row["kind"] == "worker_handoff" and row["child_id"] in IN_CARE]
    expected = +handoffs_of_truth(FIRST, LAST)
    assert len(handed) == expected.total()
    assert {row["precision"] for row in handed} == {"exact"}


def test_caseloads_count_each_child_once(together: str) -> None:
    by_team = asked(together, "caseloads", "--by", "team", "--as-at", "2025-04-30")["rows"]
    people = asked(together, "children", "--as-at", "2025-04-30")["rows"]

    held = [row for row in people if row["case_status"] and row["case_status"]["code"] != "closed"]
    assert sum(row["children"] for row in by_team) == len({row["child_id"] for row in held})


def test_a_day_that_two_sources_have_a_day_apart_is_flagged_and_not_merged(blank: Path, tmp_path: Path) -> None:
    """April alone has the moved episode, the census the day before it was moved: two facts that may be one."""
    url = store_of(blank, tmp_path / "store", ["cin", "april"])

    rows = [row for row in asked(url, "quality")["rows"] if row["finding"] == "possible duplicate"]

    assert [(row["child_id"], row["events"]) for row in rows] == [
        ("1000504", ["episode/2024-09-17/1", "episode/2024-09-18/1"])
    ]
    assert '"possible duplicate"' in answer(url, "quality")


def test_a_census_alone_counts_too_few_and_the_accumulated_log_does_not(blank: Path, tmp_path: Path) -> None:
    alone = asked(store_of(blank, tmp_path / "alone", ["cin"]), "rereferrals", *YEAR)["meta"]
    url = store_of(blank, tmp_path / "all", ["april", "903", "cin", "march"])
    before = census_of(tmp_path / "cin_2024.xml", 2024)
    done = journey("import", "cin", str(before), "--rejects", str(tmp_path / "r.csv"), store=url)
    whole = asked(url, "rereferrals", *YEAR)["meta"]

    assert done.exit_code == 0, done.stderr
    assert (whole["denominator"], whole["numerator"]) == re_referrals(FIRST, LAST)
    assert alone["numerator"] < whole["numerator"]
    assert any(in_census(one, 2024) and not in_census(one, 2025) for child in TRUTH for one in child["refs"])

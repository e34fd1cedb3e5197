"""One year's census after another: what goes on, what ended, what was corrected, what is no longer there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from journey.domain.errors import TooManyRetractions
from tests.importers.census import CHILD, assessment, child, element, enquiry, in_need_plan, plan, referral
from tests.journey.census_years import Years, fields, outcomes, years

Y1, Y2 = date(2024, 3, 31), date(2025, 3, 31)
OTHER = [child(referral(f"2023-0{n}-03"), of=str(n)) for n in range(5, 10)]
"""Children who stay, so that one who goes is no more than a fifth."""

STAYED = [child(referral(f"2023-0{n}-03", CINclosureDate="2024-06-01"), of=str(n)) for n in range(5, 10)]


@pytest.fixture
def store() -> Iterator[Years]:
    """An empty store for census files."""
    with years() as found:
        yield found


def test_an_episode_that_closes_next_year_progresses(store: Years) -> None:
    store.take(2024, child(referral("2023-09-18")))

    done = store.take(2025, child(referral("2023-09-18", CINclosureDate="2024-06-01", ReasonForClosure="RC7")))

    assert outcomes(done, "CINdetails") == {"progressed": 1}
    assert [(s.name, s.fact, s.occurred_on) for s in store.said(Y2)] == [
        ("CaseClosed", "episode/2023-09-18/1/closed", date(2024, 6, 1))
    ]


def test_what_closed_in_one_year_is_not_missed_in_the_next(store: Years) -> None:
    closed = referral("2023-09-18", assessment("2023-09-20"), CINclosureDate="2024-03-31", ReasonForClosure="RC7")
    store.take(2024, child(closed), *OTHER)

    done = store.take(2025, *STAYED)

    assert outcomes(done, "CINdetails") == {"aged_out": 1, "progressed": 5}
    assert store.every() == dict.fromkeys(store.every(), "effective")
    assert "Assessments" not in done.counts


def test_what_closed_on_the_first_day_of_the_year_is_missed(store: Years) -> None:
    closed = referral("2023-09-18", CINclosureDate="2024-04-01", ReasonForClosure="RC7")
    store.take(2025, child(closed), *STAYED)

    done = store.take(2025, *STAYED, serial="002")

    assert outcomes(done, "CINdetails") == {"retracted": 1, "unchanged": 5}


WHOLE = (
    assessment("2023-09-20", "2023-11-01"),
    enquiry("2023-10-01", "2023-10-12"),
    plan("2023-10-12", "2024-01-10", "2024-01-05"),
    in_need_plan("2024-01-11"),
)


def test_an_open_episode_that_is_not_there_next_year_is_withdrawn_with_all_in_it(store: Years) -> None:
    others = [child(referral(f"2024-0{n}-03", *_this_year(n)), of=f"7{n}") for n in range(5, 10)]
    store.take(2024, child(referral("2023-09-18", *WHOLE)), *OTHER)

    done = store.take(2025, *STAYED, *others)

    assert {name: counts["retracted"] for name, counts in done.counts.items() if counts["retracted"]} == {
        "CINdetails": 1,
        "Assessments": 1,
        "Section47": 1,
        "ChildProtectionPlans": 1,
        "Reviews": 1,
        "CINPlanDates": 1,
    }
    assert store.facts().keys() == {"person", "cp-category/2024-03-31/1"}


def _this_year(month: int) -> tuple[str, ...]:
    return (
        assessment(f"2024-0{month}-04"),
        enquiry(f"2024-0{month}-05"),
        plan(f"2024-0{month}-20", None, "2025-01-10"),
        in_need_plan("2024-02-11"),
    )


def test_of_elements_that_a_year_has_not_at_all_nothing_is_concluded(store: Years) -> None:
    store.take(2024, child(referral("2023-09-18", *WHOLE)), *OTHER)

    done = store.take(2025, *STAYED)

    assert outcomes(done, "CINdetails") == {"retracted": 1, "progressed": 5}
    assert {"assessment/2023-09-20/1", "section-47/2023-10-01/1", "cin-plan/2024-01-11/1"} <= store.facts().keys()


def test_a_referral_with_no_further_action_belongs_to_its_year_alone(store: Years) -> None:
    store.take(2024, child(referral("2023-09-18", ReferralNFA="1")), *OTHER)

    done = store.take(2025, *STAYED)

    assert outcomes(done, "CINdetails") == {"aged_out": 1, "progressed": 5}
    assert store.facts().keys() == {"person", "referral/2023-09-18/1"}
    assert "not_listed_since" not in store.facts()["referral/2023-09-18/1"].data


def test_a_referral_that_goes_on_after_all_opens_its_episode(store: Years) -> None:
    store.take(2025, child(referral("2024-09-18", ReferralNFA="1")))

    done = store.take(2025, child(referral("2024-09-18", ReferralNFA="0")), serial="002")

    assert outcomes(done, "CINdetails") == {"corrected": 1}
    assert store.facts().keys() == {"person", "referral/2024-09-18/1", "episode/2024-09-18/1"}


def test_a_referral_that_went_nowhere_after_all_takes_its_episode_back(store: Years) -> None:
    closed = {"CINclosureDate": "2024-12-01", "ReasonForClosure": "RC8"}
    store.take(2025, child(referral("2024-09-18", **closed)))

    done = store.take(2025, child(referral("2024-09-18", ReferralNFA="1")), serial="002")

    assert outcomes(done, "CINdetails") == {"corrected": 1}
    assert store.facts().keys() == {"person", "referral/2024-09-18/1"}


def test_a_moved_referral_takes_its_episode_along_and_keeps_what_it_holds(store: Years) -> None:
    inside = assessment("2024-09-20", "2024-11-01")
    closed = {"CINclosureDate": "2024-12-01", "ReasonForClosure": "RC8"}
    store.take(2025, child(referral("2024-09-18", inside, **closed)), *STAYED)

    done = store.take(2025, child(referral("2024-09-17", inside, **closed)), *STAYED, serial="002")

    assert outcomes(done, "CINdetails") == {"corrected": 1, "unchanged": 5}
    assert outcomes(done, "Assessments") == {"progressed": 1}
    facts = store.facts()
    assert facts.keys() == {
        "person",
        "referral/2024-09-17/1",
        "episode/2024-09-17/1",
        "episode/2024-09-17/1/closed",
        "assessment/2024-09-20/1",
        "assessment/2024-09-20/1/authorised",
    }
    assert facts["assessment/2024-09-20/1"].data["referral"] == "referral/2024-09-17/1"
    assert [s.name for s in store.said() if s.name == "FactRetracted"] == []


def test_an_assessment_filed_under_another_referral_says_so(store: Years) -> None:
    late, early = "2024-09-18", "2024-06-18"
    store.take(2025, child(referral(early), referral(late, assessment("2024-10-01"))))

    done = store.take(2025, child(referral(early, assessment("2024-10-01")), referral(late)), serial="002")

    assert outcomes(done, "Assessments") == {"progressed": 1}
    assert store.facts()["assessment/2024-10-01/1"].data["referral"] == f"referral/{early}/1"


def test_two_referrals_of_one_day_keep_their_own(store: Years) -> None:
    one = referral("2024-09-18", assessment("2024-10-01"), ReferralSource="6")
    two = referral("2024-09-18", assessment("2024-11-01"), ReferralSource="8")
    store.take(2025, child(one, two))
    before = store.facts()

    done = store.take(2025, child(two, one), serial="002")

    assert [s.name for s in store.said() if s.name.startswith("Fact")] == []
    assert outcomes(done, "CINdetails") == {"unchanged": 2}
    sources = {key: fields(before, key)["source"] for key in before if key.startswith("referral/")}
    assert sorted(sources.values()) == ["6", "8"]
    holders = {key: sources[str(before[key].data["referral"])] for key in before if key.startswith("assessment/")}
    assert holders == {"assessment/2024-10-01/1": "6", "assessment/2024-11-01/1": "8"}


def test_a_review_said_later_is_one_more_whatever_its_day(store: Years) -> None:
    store.take(2025, child(referral("2024-05-01", plan("2024-05-20", None, "2025-02-01"))))

    store.take(2025, child(referral("2024-05-01", plan("2024-05-20", None, "2024-08-01", "2025-02-01"))), serial="002")

    reviews = {key: state for key, state in store.every().items() if key.startswith("cp-review/")}
    assert reviews == {"cp-review/2025-02-01/1": "effective", "cp-review/2024-08-01/1": "effective"}
    assert store.facts()["cp-review/2024-08-01/1"].data == {"reviewed_plan": "cp-plan/2024-05-20/1"}


def test_a_review_that_is_no_longer_there_is_withdrawn(store: Years) -> None:
    held = ["2024-08-01", "2024-11-01", "2025-01-01", "2025-02-01", "2025-02-03", "2025-03-03"]
    store.take(2025, child(referral("2024-05-01", plan("2024-05-20", None, *held))))

    done = store.take(2025, child(referral("2024-05-01", plan("2024-05-20", None, *held[1:]))), serial="002")

    assert outcomes(done, "Reviews") == {"unchanged": 5, "retracted": 1}
    assert store.every()["cp-review/2024-08-01/1"] == "retracted"


def test_dates_of_earlier_years_that_a_return_drops_are_not_missed(store: Years) -> None:
    whole = referral(
        "2023-05-01",
        assessment("2023-05-02", "2023-06-01"),
        enquiry("2023-06-01", "2023-06-10"),
        plan("2023-06-10", "2024-02-01", "2023-09-01"),
        in_need_plan("2024-02-01"),
    )
    store.take(2024, child(whole))

    done = store.take(
        2025,
        child(referral("2023-05-01", in_need_plan("2024-02-01")), referral("2024-12-01", assessment("2024-12-02"))),
        child(referral("2024-07-01", enquiry("2024-07-02"), plan("2024-07-20")), of="8"),
    )

    assert done.totals["retracted"] == 0
    assert set(store.every().values()) == {"effective"}


def test_a_child_who_died_or_came_of_age_is_not_missed(store: Years) -> None:
    died = child(referral("2023-09-18"), of="1", PersonDeathDate="2024-03-01")
    came_of_age = child(referral("2023-09-18"), of="2", PersonBirthDate="2006-06-01")
    store.take(2024, died, came_of_age, *OTHER)

    done = store.take(2025, *STAYED)

    assert dict(done.reasons) == {"died": 1, "18 or over": 1}
    assert store.facts(child="2")["episode/2023-09-18/1"].data["not_listed_because"] == "18 or over"


def test_a_refused_referral_counts_as_present(store: Years) -> None:
    store.take(2024, child(referral("2023-09-18", assessment("2023-09-20"))), *OTHER)

    done = store.take(2025, child(referral("31/02/2023", assessment("2023-09-20"))), *STAYED)

    assert outcomes(done, "CINdetails") == {"rejected": 1, "progressed": 5}
    assert outcomes(done, "Assessments") == {"unchanged": 1}
    assert store.every() == dict.fromkeys(store.every(), "effective")
    assert store.facts()["assessment/2023-09-20/1"].data["referral"] == "referral/2023-09-18/1"


def test_what_stands_under_a_refused_referral_is_not_given_to_the_one_before(store: Years) -> None:
    good, bad = referral("2024-05-01"), referral("soon", assessment("2024-06-01"))

    store.take(2025, child(good, bad))

    assert "referral" not in store.facts()["assessment/2024-06-01/1"].data


def test_who_the_child_is_is_filled_in_and_corrected_in_its_own_element(store: Years) -> None:
    store.take(2025, child(referral("2024-05-01"), disability=("NONE",)))

    filled = store.take(2025, child(referral("2024-05-01"), UPN="A123456789012"), serial="002")
    corrected = store.take(2025, child(referral("2024-05-01"), UPN="A123456789012", ethnicity="MWBC"), serial="003")

    assert outcomes(filled, "ChildIdentifiers") == {"progressed": 1}
    assert outcomes(filled, "ChildCharacteristics") == {"unchanged": 1}
    assert outcomes(corrected, "ChildIdentifiers") == {"unchanged": 1}
    assert outcomes(corrected, "ChildCharacteristics") == {"corrected": 1}
    assert fields(store.facts(), "person")["ethnicity"] == "MWBC"


def test_what_cannot_be_read_of_a_child_is_kept_with_it_until_it_can(store: Years) -> None:
    store.take(2025, child(referral("2024-05-01"), PersonBirthDate="30/02/2014", PersonDeathDate="soon"))

    unread = store.facts()["person"].data["unread"]
    assert isinstance(unread, dict)
    assert unread.keys() == {"PersonBirthDate", "PersonDeathDate"}

    store.take(2025, child(referral("2024-05-01"), PersonBirthDate="2014-02-28"), serial="002")

    assert "unread" not in store.facts()["person"].data
    assert store.facts()["person"].data["date_of_birth"] == date(2014, 2, 28)


def test_a_truncated_file_stops_before_it_withdraws_a_fifth(store: Years) -> None:
    store.take(2025, *STAYED, child(referral("2024-05-01")), child(referral("2024-06-01"), of="9999"))

    with pytest.raises(TooManyRetractions, match="CINdetails: 2 of the 7 rows"):
        store.take(2025, *STAYED, serial="002", strict=True)


def test_the_same_census_handed_in_again_says_nothing(store: Years) -> None:
    everything = referral("2024-05-01", assessment("2024-05-02"), plan("2024-06-01", None, "2024-08-01"))
    store.take(2025, child(everything))

    done = store.take(2025, child(everything), serial="002")

    assert [s for s in store.said() if s.source.made.endswith("002")] == []
    assert done.totals["unchanged"] == done.totals["rows"]


def test_elements_outside_a_referral_are_held_by_none(store: Years) -> None:
    loose = element("Assessments", AssessmentActualStartDate="2024-06-01")

    store.take(2025, child(loose, referral("2024-05-01")))

    assert CHILD in {s.stream.rpartition(":")[2] for s in store.said()}
    assert "referral" not in store.facts()["assessment/2024-06-01/1"].data

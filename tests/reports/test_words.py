from datetime import date, datetime, timedelta, timezone

import pytest

from journey.reports.table import Field
from journey.reports.words import cell, label, plain, span, words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "yes"),
        (0, "0"),
        (b"\xab\x01", "ab01"),
        (date(2024, 6, 4), "4 June 2024"),
        (datetime(2024, 6, 4, 14, 30, tzinfo=timezone(timedelta(hours=1))), "4 June 2024, 13:30 UTC"),
        ({"code": "2A", "written": "2A) Schools"}, "2A Schools"),
        ({"code": "N1", "written": "N1 - Abuse or neglect"}, "N1 Abuse or neglect"),
        ({"code": "N1", "written": "Abuse or neglect"}, "N1 Abuse or neglect"),
        ({"code": "no", "written": "b) No"}, "no"),
        ({"code": "yes", "written": "1"}, "yes"),
        ({"code": "closed", "written": "e) Closed case"}, "closed case"),
        ({"code": "looked-after", "written": "a) Looked after child"}, "Looked after child"),
        ({"code": "F", "written": "a) Female"}, "Female"),
        ({"code": None, "written": "Freda's desk"}, "“Freda's desk” (not in the code set)"),
        ({"sealed": True}, "sealed"),
        ({"not_recorded": "in List 6"}, "not recorded in List 6"),
        ({"source": {"code": "2A", "written": "2A"}, "no_further_action": True}, "source: 2A; no further action: yes"),
        ({"unread": {"Date": {"written": "31/02/2025", "problem": "not a date"}}},
         "could not be read: Date: “31/02/2025” (not a date)"),
        ({"team": None}, ""),
        (["a", "b"], "a, b"),
        ([{"a": 1}, {"b": 2}], "a: 1; b: 2"),
    ],
)  # fmt: skip
def test_values_are_said_in_words(value: object, said: str) -> None:
    assert words(value) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2025, 4, 30), date(2025, 4, 30), "30 April 2025"),
        (date(2025, 4, 1), date(2025, 4, 30), "1–30 April 2025"),
        (date(2025, 3, 1), date(2025, 4, 30), "1 March – 30 April 2025"),
        (date(2024, 4, 1), date(2025, 4, 30), "1 April 2024 – 30 April 2025"),
    ],
)
def test_a_span_says_what_its_days_share_once(first: date, last: date, said: str) -> None:
    assert span(first, last) == said


def test_machines_get_iso_dates() -> None:
    assert words({"first": date(2024, 6, 4)}, iso=True) == "first: 2024-06-04"


def test_a_count_that_a_file_asserts_is_said_to_be_the_files() -> None:
    assert label("asserted_referrals_12m") == "referrals in twelve months, as the file counts"


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\ufeff"])
def test_signs_that_mislead_a_terminal_or_a_reader_are_replaced(sign: str) -> None:
    assert plain(f"Hub{sign}[31m 4") == "Hub\N{REPLACEMENT CHARACTER}[31m 4"


def test_text_stays_on_one_line() -> None:
    assert plain("one\r\ntwo\tthree\u2028four") == "one two three four"


def test_iso_text_in_a_column_of_days_is_a_day_and_words_stay_words() -> None:
    field = Field("on", "Date", "date")

    assert cell(field, {"on": "2024-06-04"}) == "4 June 2024"
    assert cell(field, {"on": "not recorded"}) == "not recorded"

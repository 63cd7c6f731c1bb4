"""Rules for the values of a header."""

from __future__ import annotations

from datetime import date

import pytest
from support.findings import BODY, HEADER, Marked, codes, marked, news_text

from newsparse import Settings


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Title: x y\n", [("N209", 1, 1, 11)] * 3),
        (HEADER.replace("2022-01-11", "n/a"), [("N208", 1, 17, 20)]),  # not missing as well
        (HEADER.replace("Ferry returns", "FERRY RETURNS"), [("N212", 2, 8, 21)]),
        (HEADER.replace("Ferry returns", "FIFA: USA"), []),  # abbreviations are not a title in capitals
        (HEADER.replace("Ferry returns", "渡轮返回"), []),
        (HEADER.replace("TRANSPORT", "n/a; Category 2: SEA"), [("N208", 3, 13, 16)]),
    ],
)
def test_findings_at_values(header: str, expected: list[Marked]) -> None:
    assert marked(news_text(header).encode()) == expected


def test_a_title_in_the_body_is_found_in_any_case_and_spacing() -> None:
    text = news_text(body=BODY + "Ferry  Returns\n")
    assert marked(text.encode()) == [("N213", 7, 1, 15), ("N311", 7, 6, 8)]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(required=("title",)), []),
        (Settings(required=("author_title",)), ["N209"]),
        (Settings(categories=("Transport",)), []),
        (Settings(categories=("TRANSPROT", "SPORT")), ["N214"]),
        (Settings(max_title=5), ["N211"]),
        (Settings(today=date(2022, 1, 10)), []),  # it is the 11th somewhere
        (Settings(today=date(2022, 1, 9)), ["N210"]),
    ],
)
def test_settings_determine_the_findings(settings: Settings, expected: list[str]) -> None:
    assert codes(news_text(), settings) == expected


@pytest.mark.parametrize(
    ("time", "today", "expected"),
    [
        ("2023", "2022-12-31", []),
        ("2023", "2022-12-30", ["N210"]),
        ("2024", "2022-12-30", ["N210"]),
        ("2022-12", "2022-11-29", ["N210"]),
        ("2022-12", "2022-11-30", []),
        ("2022-11-30T23:59Z", "2022-11-30", []),
    ],
)
def test_the_future_begins_at_the_precision_of_the_time(time: str, today: str, expected: list[str]) -> None:
    text = news_text(HEADER.replace("2022-01-11", time))
    assert codes(text, Settings(today=date.fromisoformat(today))) == expected

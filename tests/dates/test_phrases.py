"""Words around a printed time: day periods and labels."""

from __future__ import annotations

import re

import pytest

from newsparse.dates.phrases import (
    DAY_PERIOD_HOURS,
    ERA_PATTERN,
    MARK_HOURS,
    OTHER_TIME_WORDS,
    PUBLICATION_WORDS,
    day_period_after,
    fold_case,
    is_cjk,
    mark_day_periods,
    word_pattern,
)


@pytest.mark.parametrize(
    ("text", "folded"), [("ABRIL", "abril"), ("L’Été", "l'été"), ("İSTANBUL", "istanbul"), ("Straße", "straße")]
)
def test_fold_case_keeps_the_length(text: str, folded: str) -> None:
    assert fold_case(text) == folded
    assert len(fold_case(text)) == len(text)


@pytest.mark.parametrize(
    ("word", "expected"), [("更新", True), ("수정", True), ("updated", False), ("обновлено", False)]
)
def test_is_cjk_recognizes_scripts_with_few_spaces(word: str, expected: bool) -> None:
    assert is_cjk(word) is expected


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("updated 5 march", ["updated"]),
        ("last updated, not updatedness", ["updated"]),
        ("2021年3月5日更新", ["更新"]),
        ("최종수정 2021", ["최종수정"]),
        ("fecha del evento: 5", ["fecha del evento"]),
        ("5 march", []),
    ],
)
def test_word_pattern_matches_whole_words(text: str, matches: list[str]) -> None:
    pattern = word_pattern(text, OTHER_TIME_WORDS)
    assert bool(pattern) == bool(matches)
    assert re.findall(pattern or "(?!)", text) == matches


def test_word_pattern_with_hangul_boundary_skips_the_end_of_a_name() -> None:
    text = "김수정 기자"
    assert re.findall(word_pattern(text, OTHER_TIME_WORDS), text) == ["수정"]
    assert re.findall(word_pattern(text, OTHER_TIME_WORDS, hangul_boundary=True), text) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("下午 6:20", "pm"),
        ("6 Uhr abends", "evening"),
        ("6:20 de la madrugada", "dawn"),
        ("夜8時30分", "evening"),
        ("11 Uhr nachts", "night"),
    ],
)
def test_mark_day_periods_replaces_the_word_and_keeps_offsets(text: str, period: str) -> None:
    marked = mark_day_periods(text)
    assert len(marked) == len(text)
    assert [MARK_HOURS[char] for char in marked if char in MARK_HOURS] == [DAY_PERIOD_HOURS[period]]


@pytest.mark.parametrize("text", ["朝日新聞 2021年3月5日", "5 March 2021", "Evensong"])
def test_mark_day_periods_leaves_other_words_alone(text: str) -> None:
    assert mark_day_periods(text) == text


@pytest.mark.parametrize(
    ("text", "period", "stop"),
    [("6:20 μ.μ.", "pm", 9), ("6:20 م", "pm", 6), ("6:20 SA", "am", 7), ("6:20 du.", "pm", 8)],
)
def test_day_period_after_returns_its_hours_and_end(text: str, period: str, stop: int) -> None:
    assert day_period_after(text, 5) == (DAY_PERIOD_HOURS[period], stop)


@pytest.mark.parametrize("text", ["6:20 Velsen", "6:20 SAP", "6:20 sa", "6:20 "])
def test_day_period_after_returns_no_hours_for_other_words(text: str) -> None:
    assert day_period_after(text, 5) == (frozenset(), 5)


@pytest.mark.parametrize("text", ["令和3年", "（平成31年）", "民國110年", "Reiwa 3", "昭和元年"])
def test_era_pattern_matches_years_of_an_era(text: str) -> None:
    assert re.search(ERA_PATTERN, text)


def test_labels_of_publication_and_of_other_times_are_disjoint() -> None:
    assert PUBLICATION_WORDS.isdisjoint(OTHER_TIME_WORDS)

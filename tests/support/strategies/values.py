"""Hypothesis strategies for printed times and bylines, drawn from the word lists of the package."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from newsparse.bylines import words as byline_words
from newsparse.dates import calendar_words, phrases

# Strategies are created once: `st.sampled_from` inspects every element of a list when it is created.
CASES: tuple[Callable[[str], str], ...] = (str, str, str.title, str.upper, str.lower, str.casefold)
_SPACES = ["", " ", " ", " ", "  ", "\u00a0", "\u200b"]
_PUNCTUATION = [*",.;:/|&-–—+()[]'\"@#*·…=~", ", ", " - ", "、", "，", "：", "（", "）", "年", "月", "日", "时", "분"]


def cased(words: list[str]) -> st.SearchStrategy[str]:
    """Words in any case; `_` stands for a space."""
    return st.builds(
        lambda case, word: case(word).replace("_", " "),
        st.sampled_from(CASES),
        st.sampled_from(words),
    )


def _words_of(module: object) -> list[str]:
    """Return the words of all tables of a module, sorted."""
    tables = [value for name, value in vars(module).items() if not name.startswith("__")]
    return sorted({word for table in tables for word in _words_of_table(table)})


def _words_of_table(table: object) -> set[str]:
    words = {word for word in table if isinstance(word, str)} if isinstance(table, frozenset | tuple | dict) else set()
    return {word for word in words if 0 < len(word) < 40}


# The words of patterns, which are in no table.
_DATE_PATTERN_WORDS = (
    "at kl um om ore à às godz lúc saat в о noon 12noon st nd th tháng năm circa ca ago AT T Z W D: /Date( ©"
)
_BYLINE_PATTERN_WORDS = """
By by Par Por Von Door Di Oleh Av Af oprac. told_to from and und with avec et y e i en & in à for of
Author: Source: Photo: 作者： 来源： 记者 기자 Lena Maur Tom Okoro Li Mei 王小明 김민수 محمد others et_al. (AFP)
a@example.org @handle www.example.org https://example.org 5_min_read 2_hours_ago she/her the Post's
d' O' A. J.R. PhD, is_a was_an and_others special_to reports_from special
"""
_DATE_WORDS = cased(
    [*_words_of(calendar_words), *_words_of(phrases), *_DATE_PATTERN_WORDS.split(), *phrases.MARK_HOURS]
)
_BYLINE_WORDS = cased([*_words_of(byline_words), *_BYLINE_PATTERN_WORDS.split()])
# Numbers at the limits of calendars and clocks, and any others.
_NUMBERS = st.one_of(
    st.sampled_from(
        """
        0 00 000 1 01 0001 12 13 23 24 28 29 30 31 32 53 54 59 60 61 99 366 1500 1582 1700 1800 1901 1900 1970 2000 2021
        2022 2024 2199 2200 9998 9999 10000 1E9 1000000000 ٣ ２ ² ௧ Ⅳ
        """.split()
    ),
    st.integers(0, 99).map(str),
    st.integers(0, 10**14).map(str),
)
_SEPARATORS = st.one_of(st.sampled_from(_SPACES), st.sampled_from(_PUNCTUATION))


def _phrases(*pieces: st.SearchStrategy[str], max_size: int) -> st.SearchStrategy[str]:
    """Pieces that are separated by spaces or punctuation."""
    pairs = st.lists(st.tuples(st.one_of(*pieces), _SEPARATORS), max_size=max_size)
    return pairs.map(lambda drawn: "".join(piece + separator for piece, separator in drawn).strip())


# Times in common formats, with components at the limits of what exists.
_DATES = st.builds(
    str.format,
    st.sampled_from(
        [
            "{y}-{m}-{d}T{c}{z}",
            "{y}-{m}-{d} {c} {z}",
            "{d} {w} {y} {c} {z}",
            "{w} {d}, {y}, {c} {z}",
            "{d}/{m}/{y} {c} {z}",
            "{d}.{m}.{y}",
            "{y}{m}{d}",
            "{y}-W{d}-{m}",
            "{y}-{m}",
            "{c} {z}, {d} {w} {y}",
            "{y}年{m}月{d}日 {c}",
            "{w} {y}",
            "{x} {d} {w} {y} {c} {z}",
            "{x} {y}-{m}-{d} {x} {y}-{m}-{d} {c} {z}",
            "{y}{m}{d}T{c}",
            "{y}/{m}",
        ]
    ),
    y=st.sampled_from(["0000", "0001", "1500", "1883", "1945", "1970", "2016", "2021", "2022", "9998", "9999"]),
    m=st.sampled_from(["00", "01", "1", "02", "06", "10", "11", "12", "13"]),
    d=st.sampled_from(["00", "01", "1", "13", "28", "29", "30", "31", "32"]),
    w=cased(sorted(calendar_words.MONTHS)),
    c=st.sampled_from(
        """
        0:30 00:00 00:00:00 00:30 2:30 02:30:59 3am 12:00 23:30 23:59 23:59:59 23:59:60 23:59:60.5 23:59:61 24:00 23.59
        T23 06:59:60 8pm 11:59:60_pm 2359 0030 05h30 5時30分
        """.split()
    ).map(lambda clock: clock.replace("_", " ")),
    z=cased(
        [
            *calendar_words.ZONES,
            *calendar_words.AMBIGUOUS_ZONES,
            *calendar_words.ZONE_LOCATIONS,
            *("Europe/Paris", "Asia/Kolkata", "Nowhere/City", "America/New_York"),
            *("+14:00", "-12", "+0545", "-18:59", "Z"),
        ]
    ),
    x=_DATE_WORDS,
)

TIMES = st.one_of(_DATES, _phrases(_DATE_WORDS, _NUMBERS, _DATES, max_size=8), st.text(max_size=60))
BYLINES = st.one_of(
    _phrases(_BYLINE_WORDS, max_size=2),
    _phrases(_BYLINE_WORDS, _NUMBERS, max_size=9),
    _phrases(_BYLINE_WORDS, _DATES, st.text(max_size=3), max_size=5),
    st.text(max_size=60),
)

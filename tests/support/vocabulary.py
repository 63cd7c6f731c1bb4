"""Strategies for printed values: drawn from the word lists of the package, and any text."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from newsparse.bylines import words as byline_words
from newsparse.dates import calendar_words, phrases
from newsparse.header.labels import FOREIGN_WORDS, LABELS

_SPACES = ["", " ", " ", " ", "  ", "\u00a0", "\u200b"]
_SIGNS = [*",.;:/|&-–—+()[]'\"@#*·…=~", ", ", " - ", "、", "，", "：", "（", "）", "年", "月", "日", "时", "분"]
_CASES: tuple[Callable[[str], str], ...] = (str, str, str.title, str.upper, str.lower, str.casefold)


def _words_of(module: object, *more: str) -> list[str]:
    """All words of the tables of a module, and the words that its readers know by themselves."""
    words = {word for name in dir(module) for word in _strings(getattr(module, name)) if not name.startswith("__")}
    return sorted(words | set(more))


def _strings(table: object) -> set[str]:
    found = {x for x in table if isinstance(x, str)} if isinstance(table, frozenset | tuple | dict) else set()
    return {word for word in found if 0 < len(word) < 40}


_DATE_LEADS = "at kl um om ore à às godz lúc saat в о noon 12noon st nd th tháng năm circa ca ago AT T Z W D: /Date( ©"
DATE_WORDS = _words_of(calendar_words) + _words_of(phrases, *_DATE_LEADS.split(), *phrases.MARK_HOURS)
BYLINE_WORDS = _words_of(
    byline_words,
    *"By by Par Por Von Door Di Oleh Av Af oprac. told_to from and und with avec et y e i en & in à for of".split(),
    *"Author: Source: Photo: 作者： 来源： 记者 기자 Lena Maur Tom Okoro Li Mei 王小明 김민수 محمد".split(),
    *"others et_al. (AFP)".split(),
    *"a@example.org @handle www.example.org https://example.org 5_min_read 2_hours_ago she/her the Post's".split(),
    *"d' O' A. J.R. PhD, is_a was_an and_others special_to reports_from special".split(),
)
# Numbers at the edges of calendars and clocks, and any.
_NUMBERS = st.one_of(
    st.sampled_from("0 00 000 1 01 0001 12 13 23 24 28 29 30 31 32 53 54 59 60 61 99 366 1500 1582 1700 1800".split()),
    st.sampled_from("1901 1900 1970 2000 2021 2022 2024 2199 2200 9998 9999 10000 1E9 1000000000 ٣ ２ ² ௧ Ⅳ".split()),
    st.integers(0, 99).map(str), st.integers(0, 10**14).map(str),
)  # fmt: skip


@st.composite
def _cased(draw: st.DrawFn, words: list[str]) -> str:
    return draw(st.sampled_from(_CASES))(draw(st.sampled_from(words))).replace("_", " ")


def _phrases(*pieces: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """Pieces with spaces or signs between."""
    between = st.one_of(st.sampled_from(_SPACES), st.sampled_from(_SIGNS))
    rows = st.lists(st.tuples(st.one_of(*pieces), between), max_size=most)
    return rows.map(lambda row: "".join(piece + sign for piece, sign in row).strip())


_YEARS = st.sampled_from(["0000", "0001", "1500", "1883", "1945", "1970", "2016", "2021", "2022", "9998", "9999"])
_MONTHS = st.sampled_from(["00", "01", "1", "02", "06", "10", "11", "12", "13"])
_DAYS = st.sampled_from(["00", "01", "1", "13", "28", "29", "30", "31", "32"])
_CLOCKS = st.sampled_from(
    "0:30 00:00 00:00:00 00:30 2:30 02:30:59 3am 12:00 23:30 23:59 23:59:59 23:59:60 23:59:60.5 23:59:61 24:00 23.59"
    " T23 06:59:60 8pm 11:59:60_pm 2359 0030 05h30 5時30分".replace("_", " ").split(" ")
)
_ZONES = st.sampled_from(
    [
        *calendar_words.ZONES,
        *calendar_words.AMBIGUOUS_ZONES,
        *calendar_words.ZONE_LOCATIONS,
        "Europe/Paris",
        "Asia/Kolkata",
        "Nowhere/City",
        "America/New_York",
        "+14:00",
        "-12",
        "+0545",
        "-18:59",
        "Z",
    ]
)
_ORDERS = (
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
)


@st.composite
def _dates(draw: st.DrawFn) -> str:
    """A printed time of an ordinary form whose parts are at the edges of what there is."""
    parts = {"y": _YEARS, "m": _MONTHS, "d": _DAYS, "c": _CLOCKS}
    drawn = {name: draw(part) for name, part in parts.items()}
    month, zone = draw(_cased(sorted(calendar_words.MONTHS))), draw(st.sampled_from(_CASES))(draw(_ZONES))
    return draw(st.sampled_from(_ORDERS)).format(**drawn, w=month, z=zone, x=draw(_cased(DATE_WORDS)))


TIMES = st.one_of(_dates(), _phrases(_cased(DATE_WORDS), _NUMBERS, _dates(), most=8), st.text(max_size=60))
BYLINES = st.one_of(
    _phrases(_cased(BYLINE_WORDS), most=2),
    _phrases(_cased(BYLINE_WORDS), _NUMBERS, most=9),
    _phrases(_cased(BYLINE_WORDS), _dates(), st.text(max_size=3), most=5),
    st.text(max_size=60),
)
_LABELS = [label for row in LABELS.values() for label in row] + sorted(FOREIGN_WORDS)
HEADERS = st.lists(
    st.tuples(st.one_of(_cased(_LABELS), st.text(max_size=6)), st.sampled_from([": ", ":", " : ", "：", " ", "\n"]),
              st.one_of(TIMES, BYLINES, st.text(max_size=20)), st.sampled_from(["\n", "\n\n", "; ", ""])),
    max_size=8,
).map(lambda rows: "".join(map("".join, rows)))  # fmt: skip

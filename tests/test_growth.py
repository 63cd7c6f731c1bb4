"""The time of every regular expression, of check and fix and of the byline parser grows linearly with the input.

Input that is four times as long takes four times as long if growth is linear, sixteen times if it is quadratic. The
limits are in between; a test fails if three measurements are above a limit.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from typing import Any

import pytest
from support.paths import SEEDS
from support.patterns import Use, recorded_uses, sites, slow_text_candidates, static_uses

import newsparse
from newsparse.bylines.parser import MAX_BYLINE_CHARACTERS, parse_byline
from newsparse.dates.reader import parse_time
from newsparse.inputs.globs import matcher

SCREENING_SIZE = 500  # characters of the texts that select the slowest texts of a pattern
MINIMUM_SECONDS = 0.005  # shorter times are not compared
SIZES = (2_000, 8_000, 32_000)  # characters
LIMITS = (10, 96)  # maximum ratios of the times for the second and the third size to the time for the first
FILE_SIZES = (500, 2_000, 8_000)  # characters of files, which have a large constant time
SLOWEST_TEXTS = 3  # texts of a pattern that are measured at all sizes
# Values for which functions build patterns at run time.
TIMES = [
    "Vol. 3, 5 March 2021",
    "published 5 March 2021, last updated 6 March 2021",
    "spring 2021",
    "5 March 2021 at 0930 GMT",
    "5. März 2021, 14.05 Uhr abends",
    "2021年3月5日 下午 3:20",
    "5-7 March 2021",
    "Stand: 5. März 2021",
    "5 March 2021, 2 pm ET",
]
TEXTS = [
    "<html><head><title>x</title></head>\n<body><p>x</p></body></html>\n",
    "<p>x</p><p>y</p>\n<p>z</p>\n",
    "<p>x</p>\nx\n",
    "<story>x</story>\nx\n",
    "Author: 山田太郎記者\nText:\nx\n",
    "Author: 김민수 기자\nText:\nx\n",
    "Author: Lena Maur (x@example.org)\nText:\nx\n",
    "URL: x\nTitle: A\nCategories: x; y\nText:\nA\nurl: x\nTitle: B\nText:\n",
    "Title: A\nText:\nThe ferry left on Friday.'The sea was calm.\n",
    'Title: A\nText:\nThe mayor said."We wait"again.The boats left "at noon.And came" back.\n',
]


Run = Callable[[], Any]


def seconds_of(run: Run) -> float:
    """Return the processor time of `run`, in seconds."""
    start = time.process_time()
    run()
    return time.process_time() - start


def grows_too_fast(run_with: Callable[[int], Run], sizes: tuple[int, int, int] = SIZES) -> bool:
    """Whether the time of a function grows faster than linearly in each of three measurements.

    `run_with` prepares a call of the function for a number of characters.
    """
    return all(_exceeds_limits(run_with, sizes) for _ in range(3))


def _exceeds_limits(run_with: Callable[[int], Run], sizes: tuple[int, int, int]) -> bool:
    first = max(seconds_of(run_with(sizes[0])), MINIMUM_SECONDS / LIMITS[1])
    for size, limit in zip(sizes[1:], LIMITS, strict=True):
        seconds = seconds_of(run_with(size))
        if seconds > MINIMUM_SECONDS and seconds > first * limit:
            return True
    return False


def search_with(use: Use, lead: str, unit: str, tail: str) -> Callable[[int], Run]:
    """Prepare a search with a pattern, as the package does it, in a text that repeats `unit`."""
    method = getattr(use.pattern, use.method)

    def run_with(size: int) -> Run:
        text: Any = lead + unit * (size // len(unit)) + tail
        text = text if isinstance(use.pattern.pattern, str) else text.encode("latin-1", "replace")
        if use.method == "finditer":
            return lambda: deque(method(text), maxlen=0)
        return (lambda: method(text[:0], text)) if use.method == "sub" else (lambda: method(text))

    return run_with


def text_with_fast_growth(use: Use) -> tuple[str, str, str] | None:
    """Return the text for which the time of a pattern grows faster than linearly: its start, repeated unit and end."""
    slowest = sorted(
        slow_text_candidates(use.pattern),
        key=lambda text: seconds_of(search_with(use, *text)(SCREENING_SIZE)),
        reverse=True,
    )
    return next((text for text in slowest[:SLOWEST_TEXTS] if grows_too_fast(search_with(use, *text))), None)


def use_all_patterns() -> None:
    """Parse, check and fix texts that together use all patterns of the package."""
    for printed in TIMES:
        parse_time(printed)
    matcher(["*.txt", "2023/*.txt"])("2023/a.txt")
    texts: list[str | bytes] = [*TEXTS, *(path.read_bytes() for path in sorted(SEEDS.rglob("*.txt")))]
    for text in texts:
        with suppress(newsparse.InputError):
            newsparse.parse(text, repair="all", errors="replace")
            newsparse.fix(text, unsafe_fixes=True)


@cache
def uses() -> tuple[Use, ...]:
    """Return the uses of all patterns of the package."""
    found = sites()
    static = list(static_uses(found))
    known = {use.where for use in static}
    return (*static, *(use for use in recorded_uses(found, use_all_patterns) if use.where not in known))


def test_every_pattern_of_the_package_is_measured() -> None:
    assert len(uses()) > 150
    assert [site.where for site in sites() if site.where not in {use.where for use in uses()}] == []


def test_time_of_every_pattern_grows_linearly() -> None:
    assert {f"{use.where} {use.method}": text for use in uses() if (text := text_with_fast_growth(use))} == {}


QUADRATIC = [
    (r"[,\s]*others$", "sub"),
    (r"\[\[([^\]]*)\]\]", "finditer"),
    (r"\s*;\s*", "split"),
    (r"\d+-\d", "search"),
    (r"a+a+b", "match"),
    (r"(?:x|yz)*\s*\s*z", "fullmatch"),
    (r'"[^"\n]*\s+"', "findall"),
    (r"<!--.*?-->", "search"),
]
LINEAR = [
    (r"(?<![,\s])[,\s]*others$", "sub"),
    (r"\[\[([^\[\]]*)\]\]", "finditer"),
    (r";\s*", "split"),
    (r"(?<!\d)\d++-\d", "search"),
    (r"a++b", "match"),
    (r"(?:x|yz)*\s*z", "fullmatch"),
    (r'"[^"\n]{0,40}"', "findall"),
    (r"<!--[^<]*-->", "search"),
]


@pytest.mark.parametrize(("pattern", "method"), QUADRATIC)
def test_measurement_rejects_quadratic_patterns(pattern: str, method: str) -> None:
    assert text_with_fast_growth(Use("", method, re.compile(pattern)))


@pytest.mark.parametrize(("pattern", "method"), LINEAR)
def test_measurement_accepts_linear_patterns(pattern: str, method: str) -> None:
    assert not text_with_fast_growth(Use("", method, re.compile(pattern)))


# Repeated in files of each form: labels, punctuation, tags, digits, addresses, white space, and articles.
UNITS = [
    *("Category 1: x; ", "Category 2: ", "Title: A\n", "URL: x\n", "a: ", "Text:", "Text:\n", "[[a|", "(", "<p>"),
    *('"', '"\n', ",", "1 ", "2021-03-05 ", "https://example.org/", "a@example.org ", " ", "\n", " \n"),
    *("\u200b", "\ufeff", "\r", "\x00", "A, and ", "aA", "İ"),
    "Title: A\nText:\nCategory: D?Author: C \nTitle: BText:\n",  # repairs of its body would create headers
]
FORMS = {
    "header": "Title: A\n{}\nText:\nx\n",
    "value": "Author: {}\nCategories: x\nText:\nx\n",
    "body": "Title: A\nText:\n{}\n",
    "bare": "{}",
}
FUNCTIONS: dict[str, Callable[[str], Any]] = {"check": newsparse.check, "fix": newsparse.fix}


def call(function: Callable[[str], Any], text: str) -> None:
    with suppress(newsparse.InputError):
        function(text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_time_of_check_and_fix_grows_linearly_with_the_file(form: str, name: str) -> None:
    def run_with(unit: str) -> Callable[[int], Run]:
        return lambda size: partial(call, FUNCTIONS[name], FORMS[form].replace("{}", unit * (size // len(unit))))

    assert [unit for unit in UNITS if grows_too_fast(run_with(unit), FILE_SIZES)] == []


@pytest.mark.parametrize("unit", ["Lena Maur, ", "[[a|", ", ", "in a, ", "高|", " and others x", "((", "x@y.z "])
def test_time_of_the_byline_parser_grows_linearly(unit: str) -> None:
    def run_with(size: int) -> Run:
        return partial(parse_byline, ("Tom " + unit * MAX_BYLINE_CHARACTERS)[:size])

    assert not grows_too_fast(
        run_with, (MAX_BYLINE_CHARACTERS // 16, MAX_BYLINE_CHARACTERS // 4, MAX_BYLINE_CHARACTERS)
    )

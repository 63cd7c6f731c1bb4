"""Nothing grows faster than its input: every regular expression of the package, and the readers of whole files.

Text four times as long takes four times as long where growth is linear, sixteen times where it is quadratic. The bounds
lie between, and a measurement beyond them is repeated before it fails.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from support.paths import SEEDS
from support.patterns import Use, hostile, recorded_uses, sites, static_uses

import newsparse
from newsparse.bylines.parser import LONGEST, read_byline
from newsparse.dates.reader import read_time
from newsparse.inputs.globs import matcher

SCREEN = 500  # characters of the texts that suspects are chosen by: at 500 a quadratic pattern is slow already
FLOOR = 0.005  # seconds; what takes less is not compared
SIZES = (2_000, 8_000, 32_000)  # characters
BOUNDS = (10, 96)  # how many times as long the second and the third may take as the first
FILE_SIZES = (500, 2_000, 8_000)  # characters of whole files, which have a large constant
SUSPECTS = 3  # texts of a pattern that are measured at all sizes
# Values that lead to the patterns which functions make of what they read.
TIMES = [
    "Vol. 3, 5 March 2021", "published 5 March 2021, last updated 6 March 2021", "spring 2021",
    "5 March 2021 at 0930 GMT",
    "5. März 2021, 14.05 Uhr abends", "2021年3月5日 下午 3:20", "5-7 March 2021", "Stand: 5. März 2021",
    "5 March 2021, 2 pm ET",
]  # fmt: skip
TEXTS = [
    "<html><head><title>x</title></head>\n<body><p>x</p></body></html>\n", "<p>x</p><p>y</p>\n<p>z</p>\n",
    "<p>x</p>\nx\n", "<story>x</story>\nx\n",
    "Author: 山田太郎記者\nText:\nx\n", "Author: 김민수 기자\nText:\nx\n",
    "Author: Lena Maur (x@example.org)\nText:\nx\n",
    "URL: x\nTitle: A\nCategories: x; y\nText:\nA\nurl: x\nTitle: B\nText:\n",
    "Title: A\nText:\nThe ferry left on Friday.'The sea was calm.\n",
    'Title: A\nText:\nThe mayor said."We wait"again.The boats left "at noon.And came" back.\n',
]  # fmt: skip


def seconds_of(run: Callable[[], Any]) -> float:
    """Seconds of processor time that `run` takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def grows(made: Callable[[int], Callable[[], Any]], sizes: tuple[int, int, int] = SIZES) -> bool:
    """Whether the time of what `made` gives for a number of characters grows faster than that number."""
    for _ in range(3):
        first = max(seconds_of(made(sizes[0])), FLOOR / BOUNDS[1])
        if not any(
            (later := seconds_of(made(size))) > FLOOR and later > first * bound
            for size, bound in zip(sizes[1:], BOUNDS, strict=True)
        ):
            return False
    return True


def run_of(use: Use, lead: str, unit: str, tail: str) -> Callable[[int], Callable[[], Any]]:
    """What runs a pattern as the package does, on a text of a number of characters."""
    method = getattr(use.pattern, use.method)

    def made(size: int) -> Callable[[], Any]:
        text: Any = lead + unit * (size // len(unit)) + tail
        text = text if isinstance(use.pattern.pattern, str) else text.encode("latin-1", "replace")
        if use.method == "finditer":
            return lambda: deque(method(text), maxlen=0)
        return (lambda: method(text[:0], text)) if use.method == "sub" else (lambda: method(text))

    return made


def grows_on(use: Use) -> tuple[str, str, str] | None:
    """The first text on which a pattern takes more than linear time, as what is first, repeated and last."""
    slowest = sorted(hostile(use.pattern), key=lambda parts: seconds_of(run_of(use, *parts)(SCREEN)), reverse=True)
    return next((parts for parts in slowest[:SUSPECTS] if grows(run_of(use, *parts))), None)


def work() -> None:
    """Read, check and fix texts that together use all patterns of the package."""
    for printed in TIMES:
        read_time(printed)
    matcher(["*.txt", "2023/*.txt"])("2023/a.txt")
    texts: list[str | bytes] = [*TEXTS, *(path.read_bytes() for path in sorted(SEEDS.rglob("*.txt")))]
    for text in texts:
        with suppress(newsparse.InputError):
            newsparse.parse(text, repair="all", errors="replace")
            newsparse.fix(text, unsafe=True)


@cache
def uses() -> tuple[Use, ...]:
    found = sites()
    static = list(static_uses(found))
    known = {use.where for use in static}
    return (*static, *(use for use in recorded_uses(found, work) if use.where not in known))


def test_every_pattern_of_the_package_is_measured() -> None:
    assert len(uses()) > 150
    assert [site.where for site in sites() if site.where not in {use.where for use in uses()}] == []


def test_no_pattern_grows_faster_than_its_text() -> None:
    assert {f"{use.where} {use.method}": texts for use in uses() if (texts := grows_on(use))} == {}


QUADRATIC = [
    (r"[,\s]*others$", "sub"), (r"\[\[([^\]]*)\]\]", "finditer"), (r"\s*;\s*", "split"), (r"\d+-\d", "search"),
    (r"a+a+b", "match"), (r"(?:x|yz)*\s*\s*z", "fullmatch"), (r'"[^"\n]*\s+"', "findall"), (r"<!--.*?-->", "search"),
]  # fmt: skip
LINEAR = [
    (r"(?<![,\s])[,\s]*others$", "sub"), (r"\[\[([^\[\]]*)\]\]", "finditer"), (r";\s*", "split"),
    (r"(?<!\d)\d++-\d", "search"),
    (r"a++b", "match"), (r"(?:x|yz)*\s*z", "fullmatch"), (r'"[^"\n]{0,40}"', "findall"), (r"<!--[^<]*-->", "search"),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "method"), QUADRATIC)
def test_measurement_finds_quadratic_patterns(pattern: str, method: str) -> None:
    assert grows_on(Use("", method, re.compile(pattern)))


@pytest.mark.parametrize(("pattern", "method"), LINEAR)
def test_measurement_accepts_linear_patterns(pattern: str, method: str) -> None:
    assert not grows_on(Use("", method, re.compile(pattern)))


# What is repeated in files of these forms: labels, marks, tags, digits, addresses, white space, and articles.
UNITS = [
    "Category 1: x; ", "Category 2: ", "Title: A\n", "URL: x\n", "a: ", "Text:", "Text:\n", "[[a|", "(", "<p>",
    "\"", "\"\n", ",", "1 ",
    "2021-03-05 ", "https://example.org/", "a@example.org ", " ", "\n", " \n", "\u200b", "\ufeff", "\r",
    "\x00", "A, and ", "aA", "İ",
    "Title: A\nText:\nCategory: D?Author: C \nTitle: BText:\n",  # repairs of its body would make headers
]  # fmt: skip
FORMS = {
    "header": "Title: A\n{}\nText:\nx\n",
    "value": "Author: {}\nCategories: x\nText:\nx\n",
    "body": "Title: A\nText:\n{}\n",
    "bare": "{}",
}
READERS: dict[str, Callable[[str], Any]] = {
    "check": newsparse.check,
    "fix": newsparse.fix,
}


@pytest.mark.parametrize("form", FORMS)
def test_no_reader_grows_faster_than_its_file(form: str) -> None:
    def made_by(reader: Callable[[str], Any], unit: str) -> Callable[[int], Callable[[], Any]]:
        def made(size: int) -> Callable[[], Any]:
            text = FORMS[form].replace("{}", unit * (size // len(unit)))
            return lambda: read(reader, text)

        return made

    assert [
        (name, unit) for name, reader in READERS.items() for unit in UNITS if grows(made_by(reader, unit), FILE_SIZES)
    ] == []


def read(reader: Callable[[str], Any], text: str) -> None:
    with suppress(newsparse.InputError):
        reader(text)


@pytest.mark.parametrize("unit", ["Lena Maur, ", "[[a|", ", ", "in a, ", "高|", " and others x", "((", "x@y.z "])
def test_no_byline_grows_faster_than_it_is_long(unit: str) -> None:
    def made(size: int) -> Callable[[], Any]:
        printed = ("Tom " + unit * LONGEST)[:size]
        return lambda: read_byline(printed)

    assert not grows(made, (LONGEST // 16, LONGEST // 4, LONGEST))

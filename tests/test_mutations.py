"""Damaged news files through the whole pipeline: articles or one error, and every output can hold them."""

from __future__ import annotations

import json

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.paths import SEEDS

import newsparse
from newsparse.checks.linter import Checked
from newsparse.dates.calendar_words import MONTHS, ZONES
from newsparse.header.labels import LABELS
from newsparse.output.articles import FORMATS, render
from newsparse.problems import CODES
from newsparse.reports.formats import REPORTS, report

TEXTS = [path.read_bytes() for path in sorted(SEEDS.glob("*/*.txt"))]
assert TEXTS
WORDS = [
    *(f"{label}: " for row in LABELS.values() for label in row),
    *("By ", "von ", "in ", " and ", ", ", " | ", "(NPA)", "Jr.", "@", "<p>", "&nbsp;", "{", "}", "[[", "]]", "---\n"),
    *("http://a.example/b", "a@b.example", "www.x.example", "“", "”", '"', "'", "…", "。", "：", "\ufeff", "\u202e"),
    *("\r\n", "\r", "\n\n", "\u2028", "\t", "  ", "\0", "\x1b[2J", "\x85", "\ud800", "0", "-1", "9" * 20, "+99:99"),
    *("23:59:60", ";", "1.", "1 January 0001", "31 December 9999", "01/02/2022"),
    *sorted(MONTHS),
    *sorted(ZONES),
]
PIECES = st.one_of(
    st.sampled_from(WORDS).map(lambda word: word.encode("utf-8", "surrogatepass")),
    st.binary(max_size=4),
    st.tuples(st.sampled_from(WORDS), st.integers(2, 60)).map(lambda x: (x[0] * x[1]).encode("utf-8", "surrogatepass")),
)


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """A seed in which pieces were replaced, put in, cut out, repeated or moved."""
    data = draw(st.sampled_from(TEXTS))[: draw(st.sampled_from([400, 1000, 4000]))]
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.sampled_from([0, 0, 0, 1, 5, 40])))
        piece = draw(st.one_of(PIECES, st.just(b""), st.just(data[start:stop] * 2)))
        data = data[:start] + piece + data[stop:]
    return data


@settings(deadline=None, max_examples=200)
@given(data=damaged_files())
def test_damaged_files_give_articles_or_one_error(data: bytes) -> None:
    try:
        articles = newsparse.parse(data, errors="replace")
    except newsparse.InputError as error:
        assert error.code in CODES
        return
    for form in FORMATS:
        written = "".join(render(articles, form))
        if form == "json":
            assert json.loads(written) == [article.as_dict() for article in articles]
        elif form == "yaml":
            assert list(yaml.safe_load_all(written)) == [article.as_dict() for article in articles]


@settings(deadline=None, max_examples=100)
@given(data=damaged_files())
def test_damaged_files_are_checked_and_fixed(data: bytes) -> None:
    findings = newsparse.check(data, name="a.txt")
    lines = len(data) + 1
    assert [x for x in findings if not (1 <= x.line <= lines and 1 <= x.column <= x.end_column)] == []
    for form in REPORTS:
        assert "".join(text for _, text in report(form, [Checked("a.txt", 1, findings)])) or not findings
    try:
        fixed = newsparse.fix(data, name="a.txt")
    except newsparse.InputError as error:
        assert error.code in {finding.code for finding in findings}
        return
    assert newsparse.fix(fixed.data, name="a.txt").data == fixed.data

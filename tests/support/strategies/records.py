"""Hypothesis strategies for articles and error records of any values."""

from __future__ import annotations

from hypothesis import strategies as st

from newsparse import Article, Author, Block, ErrorRecord, Problem, Repair
from newsparse.output.articles import Record

_CHARACTERS = [*"\0\b\t\n\f\r\x1b\x7f\x85\u2028\u2029\ufeff\ufffd\"'\\/<>&\udcff\U0001f600", "", "é", "汉字", "A boat."]
_TEXTS = st.one_of(st.lists(st.sampled_from(_CHARACTERS), max_size=4).map("".join), st.text(max_size=8))
_OPTIONAL_TEXTS = st.none() | _TEXTS
_NUMBERS = st.integers(1, 2**63 - 1)
_CONFIDENCES = st.one_of(st.floats(0, 1), st.integers(0, 100).map(lambda percent: percent / 100))
_CODES = st.sampled_from(["N001", "N301", "N302"])

_REPAIRS = st.builds(
    Repair,
    code=_CODES,
    action=_TEXTS,
    line=_NUMBERS,
    column=_NUMBERS,
    before=_TEXTS,
    after=_TEXTS,
    confidence=_CONFIDENCES,
)
_PROBLEMS = st.builds(
    Problem,
    code=_CODES,
    severity=st.sampled_from(["error", "warning"]),
    message=_TEXTS,
    line=_NUMBERS,
    column=_NUMBERS,
)
_AUTHORS = st.builds(Author, name=_TEXTS, kind=st.sampled_from(["person", "organization"]), location=_OPTIONAL_TEXTS)
_BLOCKS = st.builds(Block, kind=st.sampled_from(["paragraph", "heading", "caption"]), text=_TEXTS)


def _tuples(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


_ARTICLES = st.builds(
    Article,
    source=_TEXTS,
    record=st.integers(1, 2**31 - 1),
    published_time=_OPTIONAL_TEXTS,
    title=_OPTIONAL_TEXTS,
    categories=_tuples(_TEXTS),
    byline=_OPTIONAL_TEXTS,
    authors=_tuples(_AUTHORS),
    author_title=_OPTIONAL_TEXTS,
    author_description=_OPTIONAL_TEXTS,
    body=_tuples(_BLOCKS),
    extra=st.dictionaries(_TEXTS, _TEXTS, max_size=3),
    repairs=_tuples(_REPAIRS),
    problems=_tuples(_PROBLEMS),
)
_ERRORS = st.builds(
    ErrorRecord,
    source=_TEXTS,
    code=_CODES,
    message=_TEXTS,
    line=st.none() | _NUMBERS,
    column=st.none() | _NUMBERS,
)
RECORDS: st.SearchStrategy[Record] = _ARTICLES | _ERRORS

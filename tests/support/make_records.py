"""Articles and error records of any values, for properties of the output modules."""

from __future__ import annotations

from hypothesis import strategies as st

from newsparse import Article, Author, Block, ErrorRecord, Problem, Repair
from newsparse.output.articles import Record

_ODD = [*"\0\b\t\n\f\r\x1b\x7f\x85\u2028\u2029\ufeff\ufffd\"'\\/<>&\udcff\U0001f600", "", "é", "汉字", "A boat."]
TEXTS = st.one_of(st.lists(st.sampled_from(_ODD), max_size=4).map("".join), st.text(max_size=8))
MAYBE = st.none() | TEXTS
NUMBERS = st.integers(1, 2**63 - 1)
_SURE = st.one_of(st.floats(0, 1), st.integers(0, 100).map(lambda x: x / 100))
CODES = st.sampled_from(["N001", "N301", "N302"])

REPAIRS = st.builds(
    Repair, code=CODES, action=TEXTS, line=NUMBERS, column=NUMBERS, before=TEXTS, after=TEXTS, confidence=_SURE
)
PROBLEMS = st.builds(
    Problem, code=CODES, severity=st.sampled_from(["error", "warning"]), message=TEXTS, line=NUMBERS, column=NUMBERS
)
AUTHORS = st.builds(Author, name=TEXTS, kind=st.sampled_from(["person", "organization"]), location=MAYBE)
BLOCKS = st.builds(Block, kind=st.sampled_from(["paragraph", "heading", "caption"]), text=TEXTS)


def _tuples(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


ARTICLES = st.builds(
    Article, source=TEXTS, record=st.integers(1, 2**31 - 1), published_time=MAYBE, title=MAYBE,
    categories=_tuples(TEXTS), byline=MAYBE, authors=_tuples(AUTHORS), author_title=MAYBE, author_description=MAYBE,
    body=_tuples(BLOCKS), extra=st.dictionaries(TEXTS, TEXTS, max_size=3), repairs=_tuples(REPAIRS),
    problems=_tuples(PROBLEMS),
)  # fmt: skip
ERRORS = st.builds(ErrorRecord, source=TEXTS, code=CODES, message=TEXTS, line=st.none() | NUMBERS)
RECORDS: st.SearchStrategy[Record] = ARTICLES | ERRORS

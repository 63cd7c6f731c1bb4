"""Hypothesis strategies for headers: any labels and values, and the allowed spellings of one header."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st
from support.strategies.values import BYLINES, TIMES, cased

from newsparse.header.labels import FOREIGN_WORDS, LABELS

_ALL_LABELS = [label for labels in LABELS.values() for label in labels] + sorted(FOREIGN_WORDS)
# Lines of any labels, colons, values and line ends.
HEADERS = st.lists(
    st.tuples(
        st.one_of(cased(_ALL_LABELS), st.text(max_size=6)),
        st.sampled_from([": ", ":", " : ", "：", " ", "\n"]),
        st.one_of(TIMES, BYLINES, st.text(max_size=20)),
        st.sampled_from(["\n", "\n\n", "; ", ""]),
    ),
    max_size=8,
).map(lambda lines: "".join(map("".join, lines)))

_VALUES = {
    "Published Time": st.sampled_from(["2022-01-11", "11 January 2022, 5:32 p.m. GMT", "nan", "01/02/2022"]),
    "Title": st.sampled_from(
        ["The quay: what is next; and when", "Boats return to Port Averil", "Title not found", "Category"]
    ),
    "Author": st.sampled_from(["Lena Maur and Tom Okoro", "Maur, Lena", "Xinhua", "none"]),
    "Author title": st.sampled_from(["Reporter, Beijing", "Author details not found", "Staff writer; columnist"]),
    "Author description": st.sampled_from(["Covers ports; collects maps: all of them.", "N/A"]),
}
_CATEGORIES = st.lists(st.sampled_from(["BOATS", "Night bus", "R & D", "n/a", "汉字"]), max_size=4)
_CASES: st.SearchStrategy[Callable[[str], str]] = st.sampled_from([str.lower, str.upper, str.title, str])
_SPACES = st.sampled_from(["", " ", "  ", "\t", "\u00a0", "\u3000", "\u200b"])
_WORD_SEPARATORS = st.sampled_from(["", " ", "  ", "\t", "_", "-", "\u00a0", "\u3000"])
_COLONS = st.sampled_from(":：")
_LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\u2028"])
_STARTS = st.sampled_from(["", "\n", "\ufeff"])
_BODY = "The boats left on Friday.\nThey came back.\n"


class Spellings(NamedTuple):
    """A file with a header as the README prints it, and the same file with its header in another allowed spelling."""

    canonical: str
    other: str


@st.composite
def spellings(draw: st.DrawFn) -> Spellings:
    """The canonical and another allowed spelling of a header, before the same body.

    Case, spaces, colons and line ends of labels vary, as do the order of the fields and the form of the categories;
    a title may continue on the next line.
    """

    def label(words: str) -> str:
        spelled = draw(_CASES)(words).replace(" ", draw(_WORD_SEPARATORS))
        return draw(_SPACES) + spelled + draw(_SPACES) + draw(_COLONS) + draw(_SPACES)

    def wrapped(words: str, value: str) -> str:
        return value.replace(" ", "\n", 1) if words == "Title" and draw(st.booleans()) else value

    values = {words: draw(value) for words, value in _VALUES.items()}
    categories = list(enumerate(draw(_CATEGORIES), 1))
    canonical = [f"{words}: {value}\n" for words, value in values.items()]
    canonical += [f"Category {number}: {name}\n" for number, name in categories]
    lines = [f"{label(words)}{wrapped(words, value)}{draw(_SPACES)}\n" for words, value in values.items()]
    if draw(st.booleans()):
        one_line = "; ".join(label(f"Category {number}") + name for number, name in categories)
        lines += [f"{one_line}\n"] if categories else []
    else:
        lines += [
            "".join(
                label(draw(st.sampled_from(["Category", f"Category {number}"]))) + name + draw(_SPACES) + "\n"
                for number, name in categories
            )
        ]
    other = draw(_STARTS) + "".join(draw(st.permutations(lines))) + label("Text") + "\n" + _BODY
    return Spellings("".join([*canonical, "Text:\n", _BODY]), other.replace("\n", draw(_LINE_ENDS)))

"""Hypothesis strategies for damaged news files: seeds in which pieces are inserted, removed, replaced or repeated."""

from __future__ import annotations

from hypothesis import strategies as st
from support.paths import SEEDS

from newsparse.dates.calendar_words import MONTHS, ZONES
from newsparse.header.labels import LABELS

_SEEDS = [path.read_bytes() for path in sorted(SEEDS.glob("*/*.txt"))]
if not _SEEDS:
    raise ValueError(f"{SEEDS} contains no seeds")
_WORDS = [
    *(f"{label}: " for labels in LABELS.values() for label in labels),
    *("By ", "von ", "in ", " and ", ", ", " | ", "(NPA)", "Jr.", "@", "<p>", "&nbsp;", "{", "}", "[[", "]]", "---\n"),
    *("http://a.example/b", "a@b.example", "www.x.example", "“", "”", '"', "'", "…", "。", "：", "\ufeff", "\u202e"),
    *("\r\n", "\r", "\n\n", "\u2028", "\t", "  ", "\0", "\x1b[2J", "\x85", "\ud800", "0", "-1", "9" * 20, "+99:99"),
    *("23:59:60", ";", "1.", "1 January 0001", "31 December 9999", "01/02/2022"),
    *sorted(MONTHS),
    *sorted(ZONES),
]
_ENCODED = st.sampled_from([word.encode("utf-8", "surrogatepass") for word in _WORDS])
_INSERTED = st.one_of(
    _ENCODED, st.binary(max_size=4), st.builds(lambda word, count: word * count, _ENCODED, st.integers(2, 60))
)


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """The beginning of a seed, changed at up to eight offsets."""
    data = draw(st.sampled_from(_SEEDS))[: draw(st.sampled_from([400, 1000, 4000]))]
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.sampled_from([0, 0, 0, 1, 5, 40])))
        piece = draw(st.one_of(_INSERTED, st.just(b""), st.just(data[start:stop] * 2)))
        data = data[:start] + piece + data[stop:]
    return data

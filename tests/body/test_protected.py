"""Protected spans: addresses and tags."""

from __future__ import annotations

import pytest

from newsparse.body.protected import ProtectedSpans, continues, protected_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to press@example.org now.", ["press@example.org"]),
        ("See https://example.org/A.B?Id=C for more.", ["https://example.org/A.B?Id=C"]),
        ("See example.org/fromthe/quayIn two.", ["example.org/fromthe/quayIn"]),
        ("See www.example.org/aB, WWW.Example.", ["www.example.org/aB,", "WWW.Example."]),
        ("Halo.Example.Org and harbourNews.co.uk", ["Halo.Example.Org", "harbourNews.co.uk"]),
        ("<p>It left.</p> <!--The end--> a < b", ["<p>", "</p>", "<!--The end-->"]),
        ("in spring.Net income, 3/4 of it, and/or @ home", []),
        ("< p>", []),
        ("", []),
    ],
)
def test_addresses_and_tags_are_protected(text: str, expected: list[str]) -> None:
    assert [text[start:stop] for start, stop in zip(*protected_spans(text), strict=True)] == expected


def test_spans_are_disjoint_and_ascending() -> None:
    text = 'See <a href="https://www.example.org/a">a@example.org</a> and www.example.org/b@c.org.'
    spans = protected_spans(text)
    bounds = [bound for span in zip(*spans, strict=True) for bound in span]
    assert bounds == sorted(bounds)


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [(0, 10, False), (0, 11, True), (10, 10, False), (11, 11, True), (19, 30, True), (20, 30, False), (25, 31, True)],
)
def test_overlap_with_a_span(start: int, stop: int, expected: bool) -> None:
    assert ProtectedSpans([10, 30], [20, 40]).overlaps(start, stop) == expected


def test_end_of_a_span() -> None:
    spans = ProtectedSpans([10], [20])
    assert [at for at in range(30) if spans.ends_at(at)] == [20]


@pytest.mark.parametrize(
    ("address", "following", "expected"),
    [("example.org/a/", "vote", True), ("example.org/a", "bour_vote", True), ("example.org/a", "for more", False)],
)
def test_address_may_continue_on_the_next_line(address: str, following: str, expected: bool) -> None:
    assert continues(f"{address}\n{following}", len(address), len(address) + 1) == expected

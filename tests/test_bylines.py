"""Printed bylines, and whom they name."""

from __future__ import annotations

import pytest

from newsparse.bylines import read_byline

CASES = [
    ("Lena Maur", "Lena Maur"),
    ("By Lena Maur and Tom Okoro", "Lena Maur | Tom Okoro"),
    ("Lena Maur, Tom Okoro and NPA", "Lena Maur | Tom Okoro | org:NPA"),
    ("Lena Maur in Port Averil and Tom Okoro in Velsen", "Lena Maur@Port Averil | Tom Okoro@Velsen"),
    ("Northern Post", "org:Northern Post"),
    ("Xinhua – AFP", "org:Xinhua | org:AFP"),
    ("Post staff reporters", "org:Post staff reporters"),
    ("news.example.org", "org:news.example.org"),
    ("S.L. Perrin", "S.L. Perrin"),
    ("Bylund Ames", "Bylund Ames"),
]


@pytest.mark.parametrize(("printed", "expected"), CASES)
def test_reads(printed: str, expected: str) -> None:
    names = read_byline(printed)
    marks = {"person": "", "organization": "org:"}
    assert " | ".join(marks[x.kind] + x.name + (f"@{x.location}" if x.location else "") for x in names) == expected

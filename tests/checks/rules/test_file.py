"""Rules for a file and its bytes."""

from __future__ import annotations

import pytest
from support.findings import BODY, HEADER, Marked, marked, news_text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (news_text(), []),
        (news_text(body=BODY)[:-1], [("N009", 6, len(BODY), len(BODY) + 1)]),
        (news_text().replace("\n", "\r\n").replace("Maur\r\n", "Maur\n"), [("N008", 4, 18, 19)]),
        ("\ufeff" + news_text(), [("N007", 1, 1, 2)]),
        ("", [("N004", 1, 1, 2)]),
        (b"\xff\xff\xfd" * 50, [("N002", 1, 1, 2)]),
        (news_text(body=BODY + " \u200b\n" + BODY), [("N312", 7, 1, 2), ("N006", 7, 2, 3)]),
        (news_text(HEADER.replace("Maur", "MÃ¼ller")), [("N015", 4, 15, 16)]),
        (news_text(body=BODY + "MÃ¼ller, isnâ€™t it?\n"), [("N015", 7, 2, 3)]),  # once in a line
    ],
)
def test_findings_in_a_file(data: str | bytes, expected: list[Marked]) -> None:
    assert marked(data.encode() if isinstance(data, str) else data) == expected

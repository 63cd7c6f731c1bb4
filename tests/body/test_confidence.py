"""Bands of confidence: their order, and on which side of the thresholds they are."""

from __future__ import annotations

import pytest

from newsparse.body import confidence, repair_body

SAFE = "CERTAIN ALMOST_CERTAIN CLEAR_MARK CLEAR_PATTERN TWO_CUES NUMBER_CUE STRONG_CUE CUE WEAK_CUE".split()
REPORTED = "PROBABLE POSSIBLE DOUBTFUL EVEN".split()
SILENT = "UNLIKELY NO_DAMAGE".split()


def test_bands_decrease_from_certain_to_no_damage() -> None:
    values = [getattr(confidence, name) for name in (*SAFE, *REPORTED, *SILENT)]
    assert values == sorted(set(values), reverse=True)
    assert values[0] < 1
    assert values[-1] == 0


def test_bands_are_on_their_side_of_the_thresholds() -> None:
    assert all(getattr(confidence, name) >= confidence.SAFE_THRESHOLD for name in SAFE)
    assert all(
        confidence.REPORT_THRESHOLD <= getattr(confidence, name) < confidence.SAFE_THRESHOLD for name in REPORTED
    )
    assert all(getattr(confidence, name) < confidence.REPORT_THRESHOLD for name in SILENT)


@pytest.mark.parametrize(
    ("body", "band"),
    [
        ("His wage is soaring.Net income leapt.", "CERTAIN"),
        ("They left on Thursday.Prior to that, they waited.", "ALMOST_CERTAIN"),
        ("Who would pay?Nobody answered.", "CLEAR_MARK"),
        ("It cost 5%.The rest was free.", "CLEAR_PATTERN"),
        ("Photo: AFPThe boats have left.", "CLEAR_PATTERN"),
        ("It opens at 5 p.m.The doors close at six.", "TWO_CUES"),
        ("It gained $1.32 to $44.45.The agency was glad.", "NUMBER_CUE"),
        ("He told the U.S.The answer was no.", "STRONG_CUE"),
        ("They fell on Thursday .Then they rose.", "CUE"),
        ("It opens on Sun.Malmo is far.", "WEAK_CUE"),
        ("They waited…We did not.", "PROBABLE"),
        ("They saw the new ID.Buzz was there.", "POSSIBLE"),
        ("She read the E!News today.", "DOUBTFUL"),
    ],
)
def test_repair_has_the_band_of_its_evidence(body: str, band: str) -> None:
    assert [found.confidence for found in repair_body(body, "all").damage] == [getattr(confidence, band)]

"""Repair of a body: the cases of tests/repair_cases, levels, positions, and that repaired text is stable.

Each line of a file of cases is a JSON object. In `marked` a bar is where a block begins; `why` says why the text
stays, or what repair lacks. Files are found by glob: `breaks*` and `repairs*` must be repaired, `stays*` must not
change, and the texts of `known_failures*` are not repaired as they should be. If one of these passes, move it.
"""

from __future__ import annotations

import json

import pytest
from support.paths import TESTS

from newsparse.body import LEVELS, Level, repair_body

CASES = TESTS / "repair_cases"


def cases(pattern: str) -> list[dict[str, str]]:
    """The cases of all files that match `pattern`; none is an error."""
    paths = sorted(CASES.glob(pattern))
    found = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    assert found, f"no cases in {CASES / pattern}"
    return found


@pytest.mark.parametrize("case", cases("breaks*.jsonl"), ids=lambda case: case["marked"][:40])
def test_block_begins_at_each_bar(case: dict[str, str]) -> None:
    blocks = [text for _, text in repair_body(case["marked"].replace("|", "")).blocks]
    assert "\n".join(blocks) == case["marked"].replace("|", "\n")


@pytest.mark.parametrize("case", cases("repairs*.jsonl"), ids=lambda case: case["body"][:40])
def test_damage_is_repaired(case: dict[str, str]) -> None:
    assert repair_body(case["body"]).text == case["marked"].replace("|", "\n")


@pytest.mark.parametrize("case", cases("stays*.jsonl"), ids=lambda case: case["why"][:40])
def test_undamaged_text_stays(case: dict[str, str]) -> None:
    assert case["why"]
    repaired = repair_body(case["text"])
    assert repaired.text == case["text"]
    assert not [damage for damage in repaired.damage if damage.applied]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=pytest.mark.xfail(strict=True, reason=case["why"]), id=case["why"][:40])
        for case in cases("known_failures*.jsonl")
    ],
)
def test_known_failure_is_repaired(case: dict[str, str]) -> None:
    assert repair_body(case["body"]).text == case["repaired"]


def test_glob_without_cases_fails() -> None:
    with pytest.raises(AssertionError, match="no cases"):
        cases("nothing*.jsonl")


def test_texts_of_cases_are_unique() -> None:
    texts = [case["text"] for case in cases("stays*.jsonl")]
    assert len(texts) == len(set(texts))


def test_compound_that_occurs_twice_is_a_name() -> None:
    body = "Old friends\nBlueHarbour lost.\nThe club of BlueHarbour won."
    assert len(repair_body(body).blocks) == 3


def test_text_that_is_printed_twice_does_not_make_a_name() -> None:
    body = "It was long.\nOn the way homeBoats came in from the sea.\n"
    assert len(repair_body(body + "They waited.\n" + body).blocks) == 7


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "body",
    [
        'It rained"A\t',
        "NP: WhatAnna BellAnna BellAnna Bell:",
        "(NPA/Dov Ames)The sea.The boats.",
        "aPhoto: NPATitle: Photo: NPATitle: ",
        '!"Zhe toldThe',
        "saidGroup H. Photo: NPA\nThe mayor of old left saidGroup H.",
        "fromtheéÉ'worldŠš",
        "The boats (, )a ' 'The",
        'Aa  ( US   é”   \nIn:    !NP: What…, ’’‘ Z ?"\n the @ 1 2023 \n )éÉ .\n',
        '\n";Note:How US In the?\n"thesaid ‘  fromthe- )NP: What\n éÉ',
        *("\n".join("ab"[index % 2] for index in range(length)) for length in (2, 21, 41, 400)),
        "x:\n" + "\n".join("ab" * 20),
    ],
    ids=lambda body: repr(body)[:40],
)
def test_repaired_text_is_stable(body: str, level: Level) -> None:
    repaired = repair_body(body, level)
    assert repair_body(repaired.text, level).blocks == repaired.blocks


@pytest.mark.parametrize(("level", "count"), [("none", 1), ("safe", 2), ("all", 3)])
def test_level_selects_the_repairs_that_are_applied(level: Level, count: int) -> None:
    body = "It ended on Monday.The well known BluNext board fell."
    repaired = repair_body(body, level)
    assert len(repaired.blocks) == count
    assert sum(damage.applied for damage in repaired.damage) == count - 1


def test_unknown_level_is_an_error() -> None:
    with pytest.raises(ValueError, match="level must be one of 'safe', 'all', 'none', not 'most'"):
        repair_body("", "most")  # type: ignore[arg-type]


def test_codes_in_without_are_reported_but_not_applied() -> None:
    repaired = repair_body("They left.The quay was full.", without=["N301"])
    assert repaired.text == "They left.The quay was full."
    assert [(damage.code, damage.applied) for damage in repaired.damage] == [("N301", False)]


def test_damage_has_its_position_and_surroundings() -> None:
    (damage,) = repair_body("\nThe boats left the harbour on Thursday.Prior to that, they had waited.").damage
    assert (damage.code, damage.line, damage.column) == ("N301", 2, 40)
    assert damage.before == "…harbour on Thursday.Prior to that, they …"
    assert damage.after == "…harbour on Thursday.\nPrior to that, they …"


def test_damage_of_a_later_pass_has_its_position_in_the_body() -> None:
    body = 'He said: "We wait.\nWe have time.\n"Boats left on Monday.The quay was empty.'
    assert [(damage.code, damage.line, damage.column) for damage in repair_body(body).damage] == [
        ("N307", 3, 1),
        ("N301", 3, 23),
    ]


def test_edited_body_keeps_white_space_outside_repairs() -> None:
    assert (
        repair_body("\n\nThey left.The quay\n\n  was full. \n").edited == "\n\nThey left.\nThe quay\n\n  was full. \n"
    )


@pytest.mark.parametrize("unit", [".", '"', "aA", "A.", '."A', "Word.", "?'X", "Photo: A", "\n", "é”X"])
def test_repair_of_a_hostile_body_ends_and_keeps_its_characters(unit: str) -> None:
    body = unit * (20_000 // len(unit))
    assert "".join("".join(text for _, text in repair_body(body).blocks).split()) == "".join(body.split())


def test_items_of_a_list_are_not_headings() -> None:
    body = "Two faults\n(1) The boats are old\n(2) The quay is small\nThey came in 1962.\n2. A new quay\nIt was built."
    assert [kind[0] for kind, _ in repair_body(body).blocks] == ["h", "p", "p", "p", "h", "p"]

"""What is broken and what stays. A bar marks each place where a block must begin."""

from __future__ import annotations

import pytest

from newsparse.repair import LEVELS, Level, repair_body

BREAKS = [
    "The boats left on Thursday.|Prior to that, they had waited.",
    "It cost 5%.|The rest was free.",
    "They spoke to the mayor (PMO).|Then they left.",
    "It ended in 2021.|The next one will be longer.",
    "The case of COVID-19.|Doctors were ready.",
    'She called it "peace."|The others laughed.',
    'She called it "peace".|The others laughed.',
    'He said: "There is nothing left."|"We have seen it," she said.',
    "It was over…|Both sides went home.",
    "It is on example.com.|The site was new.",
    "Who would pay?|Nobody answered.",
    "They won!|The town sang.",
    "He told the U.S.|The answer was no.",
    "It opens at 5 p.m.|The doors close at six.",
    "Pressure and counterweight|In two talks the port gave in.",
    "A long wait|Ships stood in line for days.",
    "(Photo: NPA)|Serious losses followed.",
    "Photo: NPA|Harder days came for the port.",
    "Illustration: Dov Ames/NPA|Most of them were old.",
    "'First try'|Members of the club were glad.",
    "What has changed?|Anna Bell: The river has.",
    "The report by Anna Bell|NP: What has changed?",
    "The port lost ($1.2 billion)|Its founder had sold in time.",
    "Threat from the NPA|The harbour stood still.",
    "Тихая ночь в порту.|Корабли ушли.",
    "It was told by the Northern Post。|Lu Ren agreed.",
]
STAYS = [
    "Robin McCarthy and Iain MacAskill use TikTok on an iPhone.",
    "TimeWarner, JPMorgan, PetroChina and AliExpress lent it to NGOs and NEVs.",
    "S.L. Kanthan of the U.S. won No.1 and No. 2.",
    "U.S.Congress and J.K.Rowling are printed like this by some.",
    "See Halo.Bungie.Org or write to opinion@example.com.cn today.",
    "The worm Zafi.D met the M.A.S.K. team.",
    "See www.example.org/Page.Html and https://example.org/A.B?Id=C for more.",
    "He was on LinkedIn as a PhD of O'Rourke's with a Ballon d'Or and 10MW.",
    "Mr.Smith paid $1.5 on Jan.5 for 3.5% of Foo Co.Ltd in version 2.0.",
    "ASP.NET and Node.JS run on Yahoo! Japan.",
    '"We began here," she said. "Now we are there."',
    "2.Messy rooms are fine.",
    "00NP: What is this?",
    "The GDPNow model of the bank said so, and easyJet flew.",
    "The class java.lang.String and the field foo.bar.Baz are names.",
    "VELSEN (NPA)The mayor spoke.",
    "上海。北京的人也说。TikTok是好的。",
    "The TEUs, ICBMs and IPOs of the B-1Bs.",
]


@pytest.mark.parametrize("marked", BREAKS)
def test_breaks(marked: str) -> None:
    blocks = [text for _, text in repair_body(marked.replace("|", "")).blocks]
    assert "|".join(blocks) == marked


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str) -> None:
    repaired = repair_body(text)
    assert [block for _, block in repaired.blocks] == [text]
    assert not [found for found in repaired.found if found.applied]


def test_compound_that_comes_twice_is_a_name() -> None:
    body = "Old friends\nBlueHarbour lost.\nThe club of BlueHarbour won."
    assert len(repair_body(body).blocks) == 3


@pytest.mark.parametrize(
    "body", ['It rained"A\t', "NP: WhatAnna BellAnna BellAnna Bell:", "(NPA/Dov Ames)The sea.The boats."]
)
def test_what_a_second_repair_once_changed(body: str) -> None:
    for level in LEVELS:
        repaired = repair_body(body, level)
        again = repair_body("\n".join(text for _, text in repaired.blocks), level)
        assert again.blocks == repaired.blocks


@pytest.mark.parametrize(("level", "count"), [("none", 1), ("safe", 2), ("all", 3)])
def test_level_says_what_is_applied(level: Level, count: int) -> None:
    body = "It ended on Monday.The well known BluNext board fell."
    repaired = repair_body(body, level)
    assert len(repaired.blocks) == count
    assert sum(found.applied for found in repaired.found) == count - 1


def test_place_and_surroundings() -> None:
    (found,) = repair_body("\nThe boats left the harbour on Thursday.Prior to that, they had waited.").found
    assert (found.code, found.line, found.column) == ("N301", 2, 40)
    assert found.before == "…harbour on Thursday.Prior to that, they …"


@pytest.mark.parametrize("unit", [".", '"', "aA", "A.", '."A', "Word.", "?'X", "Photo: A", "\n", "é”X"])
def test_hostile_bodies_end(unit: str) -> None:
    body = unit * (20_000 // len(unit))
    assert "".join("".join(text for _, text in repair_body(body).blocks).split()) == "".join(body.split())
